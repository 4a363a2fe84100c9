import { expect, test } from "vitest";
import { grantedCase } from "../../../tests/fixture/cases.ts";
import { openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import { type CasesOf, registers } from "./index.ts";

test("[C-52] publications stand in a register of their own and in no other", async () => {
  await using t = await openTestHouse();
  const { house } = t;
  const hospital = { profile: "hospital", form: "F-23", rule: "S1-E1" } as const;
  const cases = [
    grantedCase(house, 0, hospital),
    grantedCase(house, 1, { ...hospital, operation: "publish", masking: true, unit: "宣传科" }),
    grantedCase(house, 2, { ...hospital, profile: "campus", form: "F-03", operation: "publish" }),
  ];
  const casesOf: CasesOf = async () => cases;
  const read = async (form: "F-03" | "F-23" | "F-38") =>
    value(
      await registers.read(house, t.actor("admin"), {
        casesOf,
        form,
        fromMs: testStartMs,
        toMs: testStartMs + 3_600_000,
        offset: 0,
      }),
    );
  expect((await read("F-23")).rows.map((row) => row.requestId)).toEqual([cases[0]?.requestId]);
  expect((await read("F-03")).total).toBe(0);
  const published = await read("F-38");
  expect(published.rows.map((row) => [row.number, row.requestId])).toEqual([
    ["2026-000001", cases[1]?.requestId],
    ["2026-000002", cases[2]?.requestId],
  ]);
  expect(published.rows[0]?.cells.slice(1, 2)).toEqual(["宣传科"]);
  expect(published.rows[0]?.cells[4]).toBe("必须遮挡");
  expect(published.rows[0]?.cells[5]).toContain("同意调取");
});
