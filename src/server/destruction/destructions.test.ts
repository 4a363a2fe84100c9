import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { dayMs } from "../../../tests/fixture/approval.ts";
import {
  formText,
  openDestructionHouse,
  plainPorts,
  settle,
  witnessing,
} from "../../../tests/fixture/destruction.ts";
import { nightMs, runNights } from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { CopiesTables } from "../copies/copies-tables.ts";
import { incidents } from "../incidents/index.ts";
import { requests } from "../approval/index.ts";
import { entriesIn } from "../ledger/index.ts";
import { due, holds, reclassify } from "../retention/index.ts";
import { disposal } from "../vault/index.ts";
import { destructions } from "./index.ts";

const told = async (house: Parameters<typeof entriesIn>[0], kind: "act.refused@1") =>
  (await entriesIn(house, { fromMs: 0, toMs: 9e15 }, { kinds: [kind], most: 500 })).map(
    ({ leaf }) => ({ code: leaf.body["code"], rule: leaf.body["rule"] }),
  );

/** Titles of a sheet's lines, as the registers are given them. */
const titlesOf = (pdf: Uint8Array): string[] =>
  (JSON.parse(new TextDecoder().decode(pdf)) as { rows: { title: string }[] }).rows.map(
    (row) => row.title,
  );

const hold = {
  cause: "complaint" as const,
  reason: "投诉核查需要调看",
};

test("[S0-17.1, F-21, F-22] a due lesson goes from its list to its certificate, and its bytes are gone", async () => {
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
  const verified = value(await destructions.read(house, admin.actor, caseId));
  expect(verified.state).toBe("verified");
  expect(verified.list[0]?.copies.map((copy) => [copy.where, copy.state, copy.checked])).toEqual([
    ["key-store", "erased", true],
    ["local", "erased", true],
  ]);
  // The medium is told of what was freed, once, and what came of it is entered as it was.
  expect(verified.medium).toMatchObject({ trimming: "refused", trimmedBytes: null });
  const trims = await entriesIn(
    house,
    { fromMs: 0, toMs: 9e15 },
    { kinds: ["destruction.trimmed@1"], most: 5 },
  );
  expect(trims.map(({ leaf }) => leaf.body["medium"])).toEqual([verified.medium]);
  // Until all have signed, what can be read of it says of itself that it is open.
  const ask = { caseId, ...plainPorts };
  const open = value(await destructions.certificate(house, admin.actor, ask));
  expect(open.fileName).toBe(`F-22-${verified.serial}-open.pdf`);
  expect(Buffer.from(open.bytes).toString()).toContain("尚未办结");
  await d.signResults(caseId);
  await d.work();
  const finished = value(await destructions.read(house, admin.actor, caseId));
  expect(finished.state).toBe("finished");
  const file = value(await destructions.certificate(house, admin.actor, ask));
  expect(file.fileName).toBe(`F-22-${finished.serial}.pdf`);
  expect(Buffer.from(file.bytes).toString()).not.toContain("尚未办结");
  expect(titlesOf(file.bytes)).toEqual([
    "审批表编号",
    "销毁时间",
    "地点",
    "方式",
    "副本清单(本地/云端/备份)",
    "校验结果",
    "监督人1签字",
    "监督人2签字",
    "管理员签字",
  ]);
  const { typeset } = plainPorts;
  const form = value(await destructions.printForm(house, admin.actor, { caseId, typeset }));
  expect(titlesOf(form.bytes)).toEqual([
    "申请日期",
    "申请人",
    "资料清单",
    "台账核对结论",
    "后续使用/追溯需求确认",
    "销毁方式",
    "中心主任审批意见及签字日期",
    "监督人1",
    "监督人2",
    "销毁时间地点",
    "结果确认签字",
  ]);
  expect(await due(house, { nowMs: house.clock.now(), itemIds: [itemId] })).toMatchObject([
    { eligible: false, why: ["destroyed"] },
  ]);
});

describe("[S0-17.1] what may not be destroyed", () => {
  test("not due, held and asked for refuse the whole list with their rule; a hold drops a case back", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const [old, held] = [await d.plannedItem("心肺复苏实训"), await d.plannedItem("静脉穿刺")];
    await d.passYears();
    const fresh = await d.lessonItem();
    const list = (itemIds: string[]) => destructions.listItems(house, admin.actor, { itemIds });
    expect(await list([old.itemId, fresh.itemId])).toMatchObject({ code: "item_not_due" });
    const nowMs = d.clock.now();
    const window = { startMs: nowMs, endMs: nowMs + 2 * 3_600_000 };
    const filed = value(await d.file(d.witnesses[0], { lessonIds: [old.homeId], window }));
    expect(await list([old.itemId])).toMatchObject({ code: "item_under_request" });
    const takenBack = { requestId: filed.requestId, reason: "已不需要" };
    value(await requests.withdraw(house, d.witnesses[0].actor, takenBack));
    const { caseId } = await d.bringTo([old.itemId, held.itemId], "approved");
    const on = { scope: "lesson" as const, lessonIds: [held.homeId] };
    value(await holds.place(house, admin.actor, { ...hold, on }));
    expect(await list([held.itemId])).toMatchObject({ code: "item_held" });
    expect(await d.witness(d.witnesses[0], caseId)).toMatchObject({ code: "item_held" });
    const back = value(await destructions.read(house, admin.actor, caseId));
    expect(back).toMatchObject({ state: "listed", reason: "held", signings: [], decision: null });
    expect(back.list.map((item) => item.why)).toEqual([[], ["held"]]);
    expect(await destructions.cool(house, admin.actor, caseId)).toMatchObject({
      code: "item_held",
    });
    const rest = { caseId, itemIds: [old.itemId] };
    value(await destructions.changeList(house, admin.actor, rest));
    expect(value(await destructions.cool(house, admin.actor, caseId)).state).toBe("cooling");
    const { candidates } = value(await destructions.candidates(house));
    const shown = new Map(candidates.map((one) => [one.itemId, one]));
    expect(shown.get(held.itemId)).toMatchObject({ selectable: false, why: ["held"] });
    expect(shown.get(old.itemId)).toMatchObject({ selectable: false, why: ["in-destruction"] });
    expect(shown.has(fresh.itemId)).toBe(false);
    const refusals = await told(house, "act.refused@1");
    expect(refusals).toContainEqual({ code: "item_not_due", rule: "S1-A7" });
    expect(refusals).toContainEqual({ code: "item_held", rule: "S0-17.1" });
  });

  test("[S0-8.3.3] one permanent item refuses the list as a whole, a hundred years on", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const [old, kept] = [await d.lessonItem(), await d.lessonItem()];
    value(
      await reclassify.propose(house, admin.actor, {
        itemId: kept.itemId,
        class: "P",
        partition: "daily-teaching",
        reason: "教学评估原件",
      }),
    );
    await d.passYears();
    d.advance(100 * 365 * dayMs);
    const itemIds = [old.itemId, kept.itemId];
    expect(await destructions.listItems(house, admin.actor, { itemIds })).toMatchObject({
      code: "item_permanent",
    });
    expect(value(await destructions.list(house, admin.actor)).cases).toEqual([]);
    expect(await disposal.countReadable(house, kept.homeId)).toBe(2);
  });

  test("[C4-19] of hold and destruction at one moment exactly one happens", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const { itemId, homeId } = await d.plannedItem();
    await d.passYears();
    const { caseId } = await d.bringTo([itemId], "witnessed");
    const { password } = admin.signing;
    const on = { scope: "lesson" as const, lessonIds: [homeId] };
    const [begun] = await Promise.all([
      destructions.execute(house, admin.actor, { caseId, password, code: null }),
      holds.place(house, admin.actor, { ...hold, on }),
    ]);
    await d.work();
    const readable = await disposal.countReadable(house, homeId);
    expect(readable).toBe(begun.ok ? 0 : 3);
  });
});

describe("[S0-17.2b] witnesses and executor", () => {
  test("witnesses who wait in vain are let go and sign anew", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const { itemId } = await d.lessonItem();
    await d.passYears();
    const { caseId } = await d.bringTo([itemId], "witnessed");
    d.advance(5 * 60_000 + 1);
    const { password } = admin.signing;
    const late = await destructions.execute(house, admin.actor, { caseId, password, code: null });
    expect(late).toMatchObject({ code: "witnesses_left" });
    expect(await destructions.sweep(house)).toBe(1);
    const read = value(await destructions.read(house, admin.actor, caseId));
    expect(read).toMatchObject({
      state: "approved",
      signings: [{ act: "submit" }, { act: "decide" }],
    });
  });

  test("nobody but the witnesses and who executed signs the result, and each once", async () => {
    await using d = await openDestructionHouse();
    const { house, admin, director, witnesses } = d;
    const { itemId } = await d.lessonItem();
    await d.passYears();
    const { caseId } = await d.bringTo([itemId], "executing");
    await d.work();
    const sign = (of: typeof admin) =>
      destructions.signResult(house, admin.actor, { caseId, signing: witnessing(of) });
    expect(await sign(director)).toMatchObject({ code: "witness_other" });
    value(await sign(witnesses[0]));
    expect(await sign(witnesses[0])).toMatchObject({ code: "result_signed" });
  });
});

describe("[S0-4.1a] the director decides", () => {
  test("nobody else does, and the seven days are waited for", async () => {
    await using d = await openDestructionHouse();
    const { house, admin, director, witnesses } = d;
    const { itemId } = await d.lessonItem();
    await d.passYears();
    const { caseId } = await d.bringTo([itemId], "cooling");
    d.advance(7 * dayMs - 1);
    const submit = () =>
      destructions.submit(house, admin.actor, { caseId, form: formText, signing: admin.signing });
    expect(await submit()).toMatchObject({ code: "still_cooling" });
    d.advance(1);
    value(await submit());
    const decide = (of: typeof admin, decision: "agreed" | "disagreed", opinion: string) =>
      destructions.decide(house, of.actor, { caseId, decision, opinion, signing: of.signing });
    expect(await decide(admin, "agreed", "")).toMatchObject({ code: "own_request" });
    expect(await decide(witnesses[0], "agreed", "")).toMatchObject({ code: "not_the_director" });
    expect(await decide(director, "disagreed", "")).toMatchObject({ code: "field_missing" });
    const said = value(await decide(director, "disagreed", "仍需用于教学评估"));
    expect(said.state).toBe("rejected");
    // What was reserved for the case is free again.
    expect(await due(house, { nowMs: house.clock.now(), itemIds: [itemId] })).toMatchObject([
      { eligible: true, why: [] },
    ]);
  });

  test("an item of one case is in no other, and a case taken back sets it free", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const { itemId } = await d.lessonItem();
    await d.passYears();
    const { caseId } = await d.bringTo([itemId], "cooling");
    expect(await destructions.listItems(house, admin.actor, { itemIds: [itemId] })).toMatchObject({
      code: "item_in_destruction",
    });
    value(await destructions.withdraw(house, admin.actor, caseId));
    value(await destructions.listItems(house, admin.actor, { itemIds: [itemId] }));
    await settle(house);
  });
});

test("[C5-F8] a place that is away stops nothing here, is an incident, and is waited for", async () => {
  await using d = await openDestructionHouse();
  const { house, admin } = d;
  const { path } = await d.addFolder("second-place");
  const { itemId, homeId } = await d.lessonItem();
  d.advance(nightMs(0) - house.clock.now());
  await runNights(house);
  await d.passYears();
  const { caseId } = await d.bringTo([itemId], "executing");
  renameSync(path, `${path}-away`);
  await d.work();
  const stopped = value(await destructions.read(house, admin.actor, caseId));
  expect(stopped).toMatchObject({ state: "executing", list: [{ step: "bytes-erased" }] });
  expect(await disposal.countReadable(house, homeId)).toBe(0);
  const open = async () =>
    value(await incidents.list(house, admin.actor, { unfinished: true }))
      .incidents.filter((one) => one.state === "open")
      .map((one) => one.kind);
  expect(await open()).toContain("destruction-stopped");
  renameSync(`${path}-away`, path);
  d.advance(60_000);
  await d.work();
  expect(value(await destructions.read(house, admin.actor, caseId)).state).toBe("verified");
  expect(await open()).not.toContain("destruction-stopped");
});

test("[S0-17.2a] every place is read: a key or a copy that lies there again stops the case until it is gone", async () => {
  await using d = await openDestructionHouse();
  const { house, admin } = d;
  const { path } = await d.addFolder("second-place");
  const { itemId, homeId } = await d.lessonItem();
  d.advance(nightMs(0) - house.clock.now());
  await runNights(house);
  await d.passYears();
  const { caseId } = await d.bringTo([itemId], "executing");
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.includes(homeId) && name.endsWith(".age"),
  );
  const key = names.find((name) => name.startsWith("keystore")) ?? "";
  const copy = names.find((name) => !name.startsWith("keystore")) ?? "";
  const old = new Map([key, copy].map((name) => [name, readFileSync(join(path, name))]));
  const putBack = (name: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    foreignHandWrites(join(path, name), old.get(name) ?? Buffer.alloc(0));
  };
  let back = key;
  const state = async () => value(await destructions.read(house, admin.actor, caseId)).state;
  for (const next of [copy, ""]) {
    await d.work((point) => {
      if (point === "traces-noted" || point === "taken-up") putBack(back);
    });
    expect(await state()).toBe("executing");
    rmSync(join(path, back));
    back = next;
    if (next !== "") putBack(next);
  }
  await d.work();
  expect(await state()).toBe("verified");
});

test("[C-26] a locked copy keeps the case waiting, signed, until its lock ends", async () => {
  await using d = await openDestructionHouse();
  const { house, admin } = d;
  const { targetId } = await d.addFolder("second-place");
  const { itemId, homeId } = await d.lessonItem();
  d.advance(nightMs(0) - house.clock.now());
  await runNights(house);
  await d.passYears();
  const { caseId } = await d.bringTo([itemId], "executing");
  const untilMs = house.clock.now() + 10 * dayMs;
  // What a bucket under object lock answers: its objects go when their lock ends, its keys at once.
  const answers = (state: "locked-until" | "deleted", until: number | null) =>
    house.db
      .withTables<CopiesTables>()
      .updateTable("copies.forgetting_target")
      .set({ state, until_ms: until })
      .where("home_id", "=", homeId)
      .where("target_id", "=", targetId)
      .execute();
  await d
    .work((point) => {
      if (point === "bytes-noted") throw new Error("stop here");
    })
    .catch(() => undefined);
  await answers("locked-until", untilMs);
  await d.work();
  const waiting = value(await destructions.read(house, admin.actor, caseId));
  expect(waiting).toMatchObject({ state: "waiting-lock", lockedUntilMs: untilMs });
  expect(waiting.list[0]?.copies.at(-1)).toMatchObject({
    where: "target",
    state: "locked-until",
    untilMs,
    checked: false,
  });
  await d.signResults(caseId);
  await d.work();
  expect(value(await destructions.read(house, admin.actor, caseId)).state).toBe("waiting-lock");
  d.advance(10 * dayMs);
  await answers("deleted", null);
  await d.work();
  const finished = value(await destructions.read(house, admin.actor, caseId));
  expect(finished.state).toBe("finished");
  expect(finished.list[0]?.copies.every((copy) => copy.checked)).toBe(true);
});
