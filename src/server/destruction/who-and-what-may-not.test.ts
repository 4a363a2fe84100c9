import { expect, test } from "vitest";
import {
  type DestructionHouse,
  formText,
  openDestructionHouse,
} from "../../../tests/fixture/destruction.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { RefusalCode } from "../../contract/refusals.ts";
import { entriesIn } from "../ledger/index.ts";
import { holds, reclassify } from "../retention/index.ts";
import { destructions } from "./index.ts";

type Said = { readonly ok: boolean; readonly code?: string };
type Row = readonly [what: string, ask: () => Promise<Said>, code: RefusalCode, rule: string];

const minuteMs = 60_000;
const told: string[] = [];

/** Asks row by row; what comes back must be the refusal, and its rule is looked for in the ledger later. */
async function mustRefuse(rows: readonly Row[]): Promise<void> {
  for (const [what, ask, code, rule] of rows) {
    expect(await ask(), what).toMatchObject({ ok: false, code });
    told.push(`${code} ${rule}`);
  }
}

test("[S0-17.1, S0-17.2b, S0-8.3.3, S0-4.1a, N-18] what and who may not: each refused with its code and its rule", async () => {
  await using d = await openDestructionHouse();
  const { house, admin, director } = d;
  const [wang, li] = d.witnesses;
  const of = await itemsOfEveryKind(d);
  const list = (itemId: string): Promise<Said> =>
    destructions.listItems(house, admin.actor, { itemIds: [of.due, itemId] });
  // prettier-ignore
  await mustRefuse([
    ["an item that is not due",  () => list(of.fresh), "item_not_due",       "S1-A7"],
    ["an item that is held",     () => list(of.held),  "item_held",          "S0-17.1"],
    ["an item that is permanent", () => list(of.permanent), "item_permanent", "S0-8.3.3"],
    ["an item under request",    () => list(of.asked), "item_under_request", "S0-17.1"],
  ]);
  expect(value(await destructions.list(house, admin.actor)).cases).toEqual([]);

  const other = await d.staff("admin", "admin.two");
  const student = await d.staff("student", "student.one");
  const { caseId } = await d.bringTo([of.due], "cooling");
  const submit = (): Promise<Said> =>
    destructions.submit(house, admin.actor, { caseId, form: formText, signing: admin.signing });
  const decide = (who: typeof admin): Promise<Said> => {
    const say = { caseId, decision: "agreed" as const, opinion: "", signing: who.signing };
    return destructions.decide(house, who.actor, say);
  };
  await mustRefuse([["before its seven days are over", submit, "still_cooling", "S0-17.1"]]);
  d.advance(7 * 24 * 60 * minuteMs);
  expect(await submit()).toMatchObject({ ok: true });
  // prettier-ignore
  await mustRefuse([
    ["who filed decides",       () => decide(admin), "own_request",      "C-38"],
    ["who is not the director", () => decide(li),    "not_the_director", "S0-4.1a"],
  ]);
  expect(await decide(director)).toMatchObject({ ok: true });

  const wrong = (who: typeof admin) => ({
    ...who,
    signing: { ...who.signing, password: "nothing-of-theirs" },
  });
  const at = (more: object) => ({ ...admin, actor: { ...admin.actor, ...more } });
  const sees = (who: typeof admin, host = admin): Promise<Said> => d.witness(who, caseId, host);
  const runs = (who: typeof admin): Promise<Said> => {
    const { password } = who.signing;
    return destructions.execute(house, who.actor, { caseId, password, code: null });
  };
  // prettier-ignore
  await mustRefuse([
    ["the requester as witness",      () => sees(admin, other), "witness_filed",     "S0-17.2b"],
    ["the approver as witness",       () => sees(director),     "witness_decided",   "S0-17.2b"],
    ["who executes as witness",       () => sees(other, other), "witness_executes",  "S0-17.2b"],
    ["a witness with a wrong password", () => sees(wrong(li)), "secret_wrong", "S0-13c"],
    ["a student as witness",          () => sees(student),      "witness_unknown",   "S0-17.2b"],
    ["executing without witnesses",   () => runs(admin),        "destruction_state", "S0-17.1"],
  ]);
  expect(await sees(wang)).toMatchObject({ ok: true });
  const elsewhere = { signInId: house.newId() };
  // prettier-ignore
  await mustRefuse([
    ["one person twice",           () => sees(wang),                                   "witness_same",      "S0-17.2b"],
    ["at another address",         () => sees(li, at({ ...elsewhere, address: "10.9.9.9" })), "witness_remote", "S0-17.2b"],
    ["at another device",          () => sees(li, at({ ...elsewhere, terminal: "Safari · iOS" })), "witness_remote", "S0-17.2b"],
    ["executing with one witness", () => runs(admin),                                  "destruction_state", "S0-17.1"],
  ]);
  // Later than five minutes the second is a first: nobody may execute.
  d.advance(5 * minuteMs + 1);
  expect(await sees(li)).toMatchObject({ ok: true });
  await mustRefuse([["later than 5 minutes", () => runs(admin), "destruction_state", "S0-17.1"]]);
  expect(await sees(wang)).toMatchObject({ ok: true });
  const noon = director.actor;
  // prettier-ignore
  await mustRefuse([
    ["the approver executes",     () => runs({ ...director, actor: { ...admin.actor, accountId: noon.accountId } }), "executor_decided", "S0-17.2b"],
    ["a witness executes",        () => runs({ ...wang, actor: { ...admin.actor, accountId: wang.actor.accountId } }), "witness_executes", "S0-17.2b"],
    ["with a wrong password", () => runs(wrong(admin)), "secret_wrong", "S0-13c"],
    ["at another terminal",       () => runs(at(elsewhere)), "witness_remote", "S0-17.2b"],
  ]);
  d.advance(5 * minuteMs + 1);
  await mustRefuse([["when they have left", () => runs(admin), "witnesses_left", "S0-17.2b"]]);

  const entered = await entriesIn(
    house,
    { fromMs: 0, toMs: 9e15 },
    { kinds: ["act.refused@1"], most: 100 },
  );
  const found = new Set(
    entered.map(({ leaf }) => `${String(leaf.body["code"])} ${String(leaf.body["rule"])}`),
  );
  expect([...new Set(told)].filter((one) => !found.has(one))).toEqual([]);
  expect(told).toHaveLength(23);
}, 60_000);

/** One item that nothing speaks against, and one for each reason to keep it. */
async function itemsOfEveryKind(d: DestructionHouse) {
  const { house, admin, witnesses } = d;
  const due = await d.plannedItem("心肺复苏实训");
  const held = await d.plannedItem("静脉穿刺");
  const asked = await d.plannedItem("气管插管");
  const permanent = await d.lessonItem();
  const move = { itemId: permanent.itemId, class: "P", partition: "daily-teaching" } as const;
  value(await reclassify.propose(house, admin.actor, { ...move, reason: "教学评估原件" }));
  await d.passYears();
  const fresh = await d.lessonItem();
  const on = { scope: "lesson" as const, lessonIds: [held.homeId] };
  value(await holds.place(house, admin.actor, { cause: "complaint", reason: "投诉核查", on }));
  const nowMs = d.clock.now();
  const window = { startMs: nowMs, endMs: nowMs + 120 * minuteMs };
  value(await d.file(witnesses[0], { lessonIds: [asked.homeId], window }));
  return {
    due: due.itemId,
    held: held.itemId,
    asked: asked.itemId,
    permanent: permanent.itemId,
    fresh: fresh.itemId,
  };
}
