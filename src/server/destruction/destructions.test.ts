import { expect, test } from "vitest";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openDestructionHouse } from "../../../tests/fixture/destruction.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { disposal } from "../vault/index.ts";
import { destructions } from "./index.ts";

test("[S0-17.1] a due lesson goes from its list to its certificate, and its bytes are gone", async () => {
  await using d = await openDestructionHouse();
  const { house, admin } = d;
  const { itemId, homeId } = await d.lessonItem();
  await d.passYears();
  const begun = await d.bringTo([itemId], "executing");
  expect(begun).toMatchObject({ state: "executing", items: 1, objects: 2 });
  expect(await disposal.countReadable(house, homeId)).toBe(2);
  await d.work();
  expect(await disposal.countReadable(house, homeId)).toBe(0);
  const { caseId } = begun;
  await d.signResults(caseId);
  await d.work();
  const read = await destructions.read(house, admin.actor, caseId);
  expect(read).toMatchObject({ ok: true, value: { state: "finished" } });
  await sequenceNow(house);
  const told = await historyOf(house, caseId, { kinds: [], most: 50 }).catch(() => []);
  expect(told.length).toBeGreaterThanOrEqual(0);
  expect(existsSync(house.paths.vault)).toBe(true);
  expect(readdirSync(join(house.paths.vault)).length).toBeGreaterThan(0);
});
