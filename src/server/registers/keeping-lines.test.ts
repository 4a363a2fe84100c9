import { expect, test, vi } from "vitest";
import { openExportHouse } from "../../../tests/fixture/exports.ts";
import { pdfPages } from "../../../tests/fixture/pdf.ts";
import { value } from "../../../tests/fixture/places.ts";
import { dayMs } from "../../../tests/fixture/approval.ts";
import { sequenceNow } from "../ledger/index.ts";
import { enrol, evidence, holds } from "../retention/index.ts";
import { registers, sheets } from "./index.ts";

vi.setConfig({ testTimeout: 60_000 });
const casesOf = async () => [];

test("[S0-17.1] [S3-B2b] [C-22] the registers of keeping tell what stands, on the screen, as XLSX and on paper", async () => {
  await using t = await openExportHouse();
  const { house, admin } = t;
  await sequenceNow(house);
  while (await enrol(house));
  const span = { startMs: t.lessonStartMs, endMs: t.lessonStartMs + 60_000 };
  value(
    await evidence.fix(house, admin.actor, {
      reason: "",
      cameraId: t.cameraIds[0],
      ...span,
      place: "1 号实训室",
      what: "设备损坏",
      storedAt: "保卫科保险柜",
      signing: admin.signing,
    }),
  );
  const period = { fromMs: t.lessonStartMs - dayMs, toMs: t.clock.now() + dayMs };
  const read = async (form: "F-02" | "F-11" | "F-27", text = "") =>
    value(await registers.read(house, admin.actor, { casesOf, form, ...period, text, offset: 0 }));
  const kept = await read("F-27", "心肺复苏");
  expect(kept.total).toBe(1);
  expect(kept.rows[0]?.cells).toEqual([
    expect.stringMatching(/^2026-0000\d\d$/),
    t.title,
    "日常教学",
    "三年",
    "2026-06-01",
    "无限期",
    "冻结",
    "1",
    "冻结",
  ]);
  const stored = await read("F-02");
  expect(stored.rows.map((row) => row.cells[1])).toEqual(["1 号实训室", "1 号实训室"]);
  expect(stored.rows[0]?.cells.slice(2, 4)).toEqual(["C01、C02", "MP4"]);
  expect(stored.rows[1]?.cells[7]).toBe("固定证据，类型：设备损坏");
  const events = await read("F-11");
  expect(events.rows).toHaveLength(1);
  expect(events.rows[0]?.cells.slice(1, 5)).toEqual([
    "1 号实训室",
    "设备损坏",
    "C01",
    "保卫科保险柜",
  ]);
  expect(events.rows[0]?.cells[5]).toContain("admin1 XX");
  for (const form of ["F-02", "F-11", "F-27"] as const) {
    const printed = value(await sheets.print(house, admin.actor, { casesOf, form, ...period }));
    const [sheet] = printed.sheets;
    expect(sheet?.serial).toBe(`${form}-2026-0001`);
    const file = value(await sheets.open(house, sheet?.sheetId ?? ""));
    expect(pdfPages(file.bytes).join("")).toContain(form);
    const table = await registers.table(house, admin.actor, { casesOf, form, ...period });
    expect(value(table).fileName).toMatch(/\.xlsx$/);
  }
  // Printed, they are taken into account themselves.
  await sequenceNow(house);
  while (await enrol(house));
  expect((await read("F-27", "F-27-2026-0001")).total).toBe(1);
  expect(value(await holds.list(house, admin.actor, { all: false })).holds).toHaveLength(1);
});
