import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { value } from "../../../tests/fixture/places.ts";
import { defaultTargets, type IncidentKind } from "../../contract/incidents.ts";
import { accounts } from "../people/index.ts";
import { historyOf } from "../ledger/index.ts";
import { incidentDuty, incidents } from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;

let t: ApprovalHouse;
let first: Staff;
let second: Staff;
let third: Staff;
let director: Staff;
beforeAll(async () => {
  t = await openApprovalHouse();
  first = await t.staff("admin", "admin1");
  second = await t.staff("admin", "admin2");
  third = await t.staff("admin", "admin3");
  director = await t.staff("director", "director1");
});
afterAll(() => t[Symbol.asyncDispose]());

let number = 0;
const raise = (kind: IncidentKind = "disk-low") =>
  incidents.raise(t.house, {
    kind,
    severity: "minor",
    subject: { type: "disk", id: `d${number++}` },
    facts: {},
  });
const read = async (incidentId: string) =>
  value(await incidents.read(t.house, first.actor, incidentId));
const kinds = async (incidentId: string) =>
  (await historyOf(t.house, incidentId, { most: 50 })).map(({ leaf }) => leaf.kind).toReversed();
const name = (duty: { onDuty: Staff | null; delegate: Staff | null }) =>
  incidentDuty.change(t.house, director.actor, {
    onDutyId: duty.onDuty?.actor.accountId ?? null,
    delegateId: duty.delegate?.actor.accountId ?? null,
    targets: defaultTargets,
  });

describe("an incident's owner", () => {
  test("[S0-4.2b] is there from its first moment: on duty, delegate, or the first administrator", async () => {
    const before = await read((await raise()).incidentId);
    const { accountId: ownerId } = first.actor;
    const own = { owner: "admin1 XX", ownerId, assigned: "first", state: "open" };
    expect(before).toMatchObject(own);
    value(await name({ onDuty: second, delegate: third }));
    const { incidentId } = await raise();
    expect(await read(incidentId)).toMatchObject({ owner: "admin2 XX", assigned: "on-duty" });
    expect(await kinds(incidentId)).toEqual(["incident.raised@1", "incident.assigned@1"]);
    value(await accounts.bar(t.house, first.actor, second.actor.accountId));
    expect(await read((await raise()).incidentId)).toMatchObject({
      owner: "admin3 XX",
      assigned: "delegate",
    });
    value(await accounts.unbar(t.house, first.actor, second.actor.accountId));
    expect(await name({ onDuty: second, delegate: second })).toMatchObject({ code: "bad_input" });
    expect(await name({ onDuty: director, delegate: null })).toMatchObject({ code: "not_found" });
  });

  test("[S0-4.2b] is handed over with a reason to somebody who may handle it", async () => {
    const { incidentId } = await raise();
    const hand = (to: Staff) =>
      incidents.handOver(t.house, second.actor, {
        incidentId,
        accountId: to.actor.accountId,
        reason: "今日外出",
      });
    const teacher = await t.staff("teacher", "teacher1");
    expect(await hand(teacher)).toMatchObject({ code: "not_found" });
    expect(value(await hand(first))).toMatchObject({ owner: "admin1 XX", assigned: "handed-over" });
    expect(await hand(first)).toMatchObject({ code: "conflict" });
    const { steps } = value(await incidents.history(t.house, first.actor, incidentId));
    expect(steps.at(-1)).toMatchObject({
      kind: "incident.handed-over@1",
      by: "admin2 XX",
      text: "admin1 XX · 今日外出",
    });
    value(await incidents.close(t.house, first.actor, { incidentId, done: "已处理" }));
    expect(await hand(second)).toMatchObject({ code: "incident_closed" });
  });
});

describe("an incident's clock", () => {
  test("[C-37] [S0-4.2b] reminds at half its time, then tells the director, each once", async () => {
    const { incidentId } = await raise("camera-lost");
    const begun = await read(incidentId);
    expect((begun.respondDueMs ?? 0) - begun.firstSeenMs).toBe(15 * minute);
    t.clock.advance(7.5 * minute);
    for (let round = 0; round < 3; round++) await incidents.tend(t.house);
    t.clock.advance(7.5 * minute);
    await incidents.tend(t.house);
    expect((await read(incidentId)).escalatedAtMs).toBeNull();
    t.clock.advance(1);
    for (let round = 0; round < 3; round++) await incidents.tend(t.house);
    expect((await read(incidentId)).escalatedAtMs).toBe(t.clock.now());
    const told = (await kinds(incidentId)).filter((kind) => !/raised|assigned/.test(kind));
    expect(told).toEqual(["incident.reminded@1", "incident.escalated@1"]);
  });

  test("[N-26] at 8:00:00 the superior knows nothing of it, at 8:00:01 it is told", async () => {
    const { incidentId } = await raise();
    value(await incidents.acknowledge(t.house, second.actor, incidentId));
    const superior = t.actor("superior");
    t.clock.advance(8 * hour);
    await incidents.tend(t.house);
    expect((await incidents.read(t.house, superior, incidentId)).ok).toBe(false);
    t.clock.advance(1_000);
    await incidents.tend(t.house);
    expect(value(await incidents.read(t.house, superior, incidentId)).breachedAtMs).toBe(
      t.clock.now(),
    );
  });

  test("[S0-4.2b] raised before there was anybody, it is given to the first who comes", async () => {
    await using empty = await openApprovalHouse();
    const { incidentId } = await incidents.raise(empty.house, {
      kind: "disk-low",
      severity: "minor",
      subject: { type: "disk", id: "d" },
      facts: {},
    });
    await incidents.tend(empty.house);
    const reader = empty.actor("admin");
    expect(value(await incidents.read(empty.house, reader, incidentId)).owner).toBeNull();
    await empty.staff("admin", "admin9");
    await incidents.tend(empty.house);
    expect(value(await incidents.read(empty.house, reader, incidentId)).owner).toBe("admin9 XX");
  });
});

test("[S0-5.4.2] statistics of a period tell how often each came and how it was handled", async () => {
  const fromMs = t.clock.now();
  const { incidentId } = await raise("camera-silent");
  t.clock.advance(10 * minute);
  value(await incidents.acknowledge(t.house, second.actor, incidentId));
  await raise("camera-silent");
  const read = async (toMs: number) => incidents.statistics(t.house, first.actor, { fromMs, toMs });
  const { lines } = value(await read(t.clock.now() + 1));
  expect(lines).toMatchObject([
    { kind: "camera-silent", incidents: 2, goingOn: 2, takenOnMedianMs: 10 * minute, late: 0 },
  ]);
  expect(value(await read(fromMs + 1)).lines[0]?.incidents).toBe(1);
  expect(await read(fromMs)).toMatchObject({ code: "span_invalid" });
});
