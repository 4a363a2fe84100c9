import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { Severity } from "../../contract/incidents.ts";
import { limits } from "../../contract/limits.ts";
import { historyOf } from "../ledger/index.ts";
import { incidents } from "./index.ts";

let t: TestHouse;
beforeAll(async () => {
  t = await openTestHouse();
});
afterAll(() => t[Symbol.asyncDispose]());

let number = 0;
const disk = () => ({ type: "disk", id: `disk-${number++}` }) as const;
const low = (subject: ReturnType<typeof disk>, severity: Severity = "minor", freePercent = 9) =>
  incidents.raise(t.house, { kind: "disk-low", severity, subject, facts: { freePercent } });
const read = async (incidentId: string) =>
  value(await incidents.read(t.house, t.actor("admin"), incidentId));
const kinds = async (incidentId: string) =>
  (await historyOf(t.house, incidentId, { most: 50 })).map(({ leaf }) => leaf.kind).toReversed();

describe("an incident", () => {
  test("[S0-15] of the same kind and subject counts up, with the newest facts and one entry", async () => {
    const subject = disk();
    const first = await low(subject);
    t.clock.advance(3_600_000);
    const again = await low(subject, "minor", 8);
    expect(again).toEqual(first);
    const one = await read(first.incidentId);
    expect(one).toMatchObject({ count: 2, state: "open", facts: { freePercent: 8 } });
    expect(one.lastSeenMs - one.firstSeenMs).toBe(3_600_000);
    expect(await kinds(first.incidentId)).toEqual(["incident.raised@1"]);
    const other = await low(disk());
    expect(other.incidentId).not.toBe(first.incidentId);
  });

  test("that gets worse is entered again, and does not get milder by itself", async () => {
    const subject = disk();
    const { incidentId } = await low(subject, "minor");
    await low(subject, "critical", 1);
    await low(subject, "minor", 3);
    expect(await read(incidentId)).toMatchObject({ severity: "critical", count: 3 });
    expect(await kinds(incidentId)).toEqual(["incident.raised@1", "incident.worsened@1"]);
  });

  test("settles when what was wrong is right, and settling nothing is nothing", async () => {
    const subject = disk();
    const { incidentId } = await low(subject);
    await incidents.settle(t.house, { kind: "disk-low", subject });
    await incidents.settle(t.house, { kind: "disk-low", subject });
    await incidents.settle(t.house, { kind: "disk-full", subject });
    expect((await read(incidentId)).state).toBe("settled");
    expect(await kinds(incidentId)).toEqual(["incident.raised@1", "incident.settled@1"]);
  });

  test("back within the hour is the same one, later another", async () => {
    const subject = disk();
    const { incidentId } = await low(subject);
    await incidents.settle(t.house, { kind: "disk-low", subject });
    t.clock.advance(limits.incidentReturnMs - 1);
    expect(await low(subject)).toEqual({ incidentId });
    expect(await read(incidentId)).toMatchObject({ state: "open", count: 2, settledAtMs: null });
    await incidents.settle(t.house, { kind: "disk-low", subject });
    t.clock.advance(limits.incidentReturnMs);
    expect((await low(subject)).incidentId).not.toBe(incidentId);
  });

  test("raised by twenty at once is one, seen twenty times", async () => {
    const subject = disk();
    const made = await Promise.all(Array.from({ length: 20 }, () => low(subject)));
    const [incidentId = ""] = new Set(made.map((one) => one.incidentId));
    expect(new Set(made.map((one) => one.incidentId)).size).toBe(1);
    expect((await read(incidentId)).count).toBe(20);
    expect(await kinds(incidentId)).toEqual(["incident.raised@1"]);
  });

  test("[S0-15] is taken on by somebody and closed with what was done, which is entered", async () => {
    const { incidentId } = await low(disk());
    const admin = t.actor("admin", "张 XX");
    value(await incidents.acknowledge(t.house, admin, incidentId));
    expect(await read(incidentId)).toMatchObject({ state: "acknowledged", owner: "张 XX" });
    value(await incidents.close(t.house, admin, { incidentId, done: "换了硬盘" }));
    expect(await read(incidentId)).toMatchObject({ state: "closed", done: "换了硬盘" });
    const again = await incidents.close(t.house, admin, { incidentId, done: "再来" });
    expect(again).toMatchObject({ ok: false, code: "incident_closed" });
    const history = await historyOf(t.house, incidentId, { most: 9 });
    const closed = history.find(({ leaf }) => leaf.kind === "incident.closed@1");
    expect(closed?.personal.get("done")).toBe("换了硬盘");
    expect(JSON.stringify(closed?.leaf.body)).not.toContain("硬盘");
    const gone = await incidents.close(t.house, admin, { incidentId: t.house.newId(), done: "x" });
    expect(gone).toMatchObject({ ok: false, code: "not_found" });
  });

  test("closed and seen again is a new one", async () => {
    const subject = disk();
    const { incidentId } = await low(subject);
    value(await incidents.close(t.house, t.actor("admin"), { incidentId, done: "已处理" }));
    expect((await low(subject)).incidentId).not.toBe(incidentId);
  });

  test("[S3-B3] of missing footage is reported to the superior, who sees nothing else", async () => {
    const subject = { type: "camera", id: t.house.newId() } as const;
    const { incidentId } = await incidents.raise(t.house, {
      kind: "retention-shortfall",
      severity: "critical",
      subject,
      facts: { camera: "C01 大门", hours: "2026-06-10 08:00–09:30" },
    });
    const seen = value(
      await incidents.list(t.house, t.actor("superior"), { unfinished: true }),
    ).incidents;
    expect(seen.map((one) => one.incidentId)).toEqual([incidentId]);
    expect(seen[0]?.reportedAtMs).toBe(t.clock.now());
    expect(await kinds(incidentId)).toContain("incident.reported@1");
  });

  test("[S0-9.1a] is read by director, administrator and auditor, and by nobody else", async () => {
    const { incidentId } = await low(disk());
    for (const role of ["director", "admin", "auditor"] as const)
      expect((await incidents.read(t.house, t.actor(role), incidentId)).ok, role).toBe(true);
    for (const role of ["manager", "teacher", "operator", "student"] as const)
      await expect(incidents.read(t.house, t.actor(role), incidentId), role).rejects.toThrow(
        "permission denied",
      );
    expect(await incidents.read(t.house, t.actor("superior"), incidentId)).toMatchObject({
      code: "not_found",
    });
  });
});

test("what one look no longer finds is settled, what it finds is raised", async () => {
  const [a, b, c] = [disk(), disk(), disk()];
  const trouble = (subject: typeof a) => ({ severity: "minor", subject, facts: {} }) as const;
  const about = { kind: "disk-failing", type: "disk" } as const;
  await incidents.follow(t.house, about, [trouble(a), trouble(b)]);
  await incidents.follow(t.house, about, [trouble(b), trouble(c)]);
  const list = value(
    await incidents.list(t.house, t.actor("admin"), { unfinished: true, kind: "disk-failing" }),
  );
  const states = new Map(list.incidents.map((one) => [one.subject.id, one.state]));
  expect([a, b, c].map(({ id }) => states.get(id))).toEqual(["settled", "open", "open"]);
});

test("counts what goes on by the worst, and what waits to be closed", async () => {
  await using own = await openTestHouse();
  expect(await incidents.count(own.house, own.actor("admin"))).toEqual({
    goingOn: 0,
    settled: 0,
    worst: null,
  });
  for (const [id, severity] of [
    ["a", "minor"],
    ["b", "major"],
    ["c", "critical"],
  ] as const)
    await incidents.raise(own.house, {
      kind: "bit-rot",
      severity,
      subject: { type: "object", id },
      facts: {},
    });
  await incidents.settle(own.house, { kind: "bit-rot", subject: { type: "object", id: "c" } });
  expect(await incidents.count(own.house, own.actor("auditor"))).toEqual({
    goingOn: 2,
    settled: 1,
    worst: "major",
  });
});

test("[S0-9.1c] no row can be deleted or given another beginning by the application", async () => {
  await low(disk());
  const application = new pg.Client({ connectionString: t.appUrl });
  await application.connect();
  try {
    for (const attempt of [
      "delete from incidents.incident",
      "truncate incidents.incident",
      "update incidents.incident set first_seen_ms = 1",
      "update incidents.incident set kind = 'bit-rot'",
    ])
      await expect(application.query(attempt), attempt).rejects.toMatchObject({ code: "42501" });
  } finally {
    await application.end();
  }
});
