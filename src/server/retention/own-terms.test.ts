import { afterAll, beforeAll, expect, test } from "vitest";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { KeepingTerm, TermedClass } from "../../contract/retention.ts";
import { dayStart } from "../../kernel/local-time.ts";
import { isTooShort } from "../../kernel/retention/classes.ts";
import { historyOf } from "../ledger/index.ts";
import { enrol, items, reclassify, terms } from "./index.ts";

const zone = "Asia/Shanghai";
let t: ExportHouse;
beforeAll(async () => {
  t = await openExportHouse();
});
afterAll(() => t[Symbol.asyncDispose]());

const set = (who: typeof t.director, name: TermedClass, term: KeepingTerm) =>
  terms.set(t.house, who.actor, {
    class: name,
    term,
    reason: "学校档案管理规定",
    signing: who.signing,
  });

async function catchUp(): Promise<void> {
  for (let round = 0; round < 50 && (await enrol(t.house)); round++);
}

async function lesson() {
  const list = value(await items.list(t.house, t.admin.actor, { offset: 0, kind: "footage" }));
  const [one] = list.items;
  if (one === undefined) throw new Error("the lesson is in account");
  return one;
}

test("[S0-8.3.1] an own term is the director's, signed, and never below the rule's", async () => {
  expect(await set(t.admin, "T3", { years: 6 })).toMatchObject({ code: "not_the_director" });
  for (const [name, term, rule] of [
    ["T3", { years: 2 }, "S0-8.3.1"],
    ["T5", { years: 4 }, "S0-8.3.2"],
    ["V30", { days: 29 }, "S3-7.1c"],
    ["SI", { days: 365 }, "S2-N6b"],
    ["CK", { days: 29 }, "S3-7.1c"],
  ] as const)
    expect(await set(t.director, name, term), name).toMatchObject({
      code: "term_too_short",
      facts: { rule },
    });
  const unsigned = { strokes: [], password: "nobody" };
  expect(
    await terms.set(t.house, t.director.actor, {
      class: "T3",
      term: { years: 6 },
      reason: "x",
      signing: { ...t.director.signing, ...unsigned },
    }),
  ).toMatchObject({ ok: false });
  const listed = value(await terms.list(t.house, t.admin.actor));
  expect(listed.mine).toBe(false);
  expect(listed.terms.map((one) => one.own)).toEqual(listed.terms.map(() => null));
  expect(isTooShort("P", { years: 100 })).toBe(true);
});

test("[S0-8.3.1] it prolongs what is kept by a claim, keeps what comes by it, and makes nothing shorter", async () => {
  await catchUp();
  expect(await lesson()).toMatchObject({ class: "T3", minUntilMs: dayStart("2029-06-02", zone) });
  const done = value(await set(t.director, "T3", { years: 6 }));
  expect(done).toMatchObject({ inForce: { years: 6 }, minimum: { years: 3 }, rule: "S0-8.3.1" });
  expect(done.own?.appliedAtMs).toBeNull();
  await catchUp();
  const { itemId, minUntilMs } = await lesson();
  expect(minUntilMs).toBe(dayStart("2032-06-02", zone));
  const { claims } = value(await items.read(t.house, t.admin.actor, { itemId }));
  expect(claims.map((one) => one.endedAtMs === null).toSorted()).toEqual([false, true]);
  const [term] = value(await terms.list(t.house, t.director.actor)).terms;
  expect(term?.own).toMatchObject({ reason: "学校档案管理规定", appliedAtMs: t.clock.now() });
  const told = await historyOf(t.house, t.house.siteId, {
    kinds: ["retention.term-set@1", "retention.term-applied@1", "act.refused@1"],
    most: 20,
  });
  expect(told.map(({ leaf }) => leaf.body)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ termBefore: "P3Y", termAfter: "P6Y", termMinimum: "P3Y" }),
      expect.objectContaining({ class: "T3", prolonged: 3 }),
    ]),
  );
  // Back to the rule's term: what is kept stays kept as long as it was promised.
  value(await set(t.director, "T3", { years: 3 }));
  await catchUp();
  expect((await lesson()).minUntilMs).toBe(dayStart("2032-06-02", zone));
  // What is moved to a class is kept by the institution's term of it.
  value(await set(t.director, "T5", { years: 9 }));
  await catchUp();
  const ask = { itemId, class: "T5", partition: "daily-teaching", reason: "评优" } as const;
  value(await reclassify.propose(t.house, t.admin.actor, ask));
  expect((await lesson()).minUntilMs).toBe(dayStart("2035-06-02", zone));
});
