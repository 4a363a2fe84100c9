import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { violationCodes } from "../../contract/conduct.ts";
import type { Leaf } from "../../contract/entries.ts";
import { isReportedLate, missingToClose, sanctionsOf } from "./matters.ts";
import type { Around, ToldFact } from "./signs.ts";
import { suspect } from "./suspect.ts";

const id = (n: number) => `0190a0a0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const hourMs = 3_600_000;
const alone: Around = { near: [], raisedAtMs: undefined };
const person = (n: number, more: Partial<Extract<Leaf["actor"], { kind: "person" }>> = {}) =>
  ({
    kind: "person",
    accountId: id(n),
    signInId: id(100 + n),
    role: "teacher",
    terminal: "Firefox · Windows",
    address: "10.0.0.9",
    ...more,
  }) as const;
let counter = 0;
function told(
  kind: string,
  body: Record<string, unknown>,
  more: Partial<ToldFact> & Partial<Leaf> = {},
): ToldFact {
  const { actor = { kind: "system", name: "scheduler" }, subject = { type: "house", id: id(1) } } =
    more;
  const { entryId = id(5_000 + counter++), atMs = 50 * hourMs } = more;
  return { entryId, atMs, leaf: { kind, actor, subject, body } };
}
const refusal = (attempted: string, code: string, rule: string) =>
  told("act.refused@1", { attempted, code, rule, facts: {} }, { actor: person(7) });
const detected = (kind: string, lessonId: string | null) =>
  told("detection.began@1", {
    eventId: id(2),
    kind,
    cameraId: id(3),
    lessonId,
    beganAtMs: 1,
    facts: {},
    snapshotSha256: null,
  });
const rot = (what: string) =>
  told("incident.raised@1", {
    incidentId: id(4),
    kind: "bit-rot",
    severity: "major",
    subject: { type: "object", id: "a" },
    facts: { what, path: "x" },
  });

describe("a sign of one of the six violations", () => {
  test("[S0-19] V0-1 is a camera covered, moved, lost or black in a lesson, and a refused stop", () => {
    for (const kind of ["covered", "moved", "lost", "black"])
      expect(suspect(detected(kind, id(8)), alone)).toMatchObject({
        code: "V0-1",
        cameraId: id(3),
      });
    expect(suspect(detected("covered", null), alone)).toBeUndefined();
    expect(suspect(detected("dark", id(8)), alone)).toBeUndefined();
    expect(suspect(refusal("camera.changed@1", "camera_busy", "S0-6.1b"), alone)).toMatchObject({
      code: "V0-1",
      reason: "stop-refused",
      accountId: id(7),
    });
  });

  test("[S0-19] V0-2 is changed bytes and a file under an original's name", () => {
    const damage = (what: string) =>
      told(
        "vault.damage-found@1",
        { segmentId: id(6), what },
        { subject: { type: "segment", id: id(6) } },
      );
    for (const what of ["digest-differs", "size-differs", "fragment-differs:3", "init-differs"])
      expect(suspect(damage(what), alone)).toMatchObject({ code: "V0-2", reason: "bytes-changed" });
    expect(suspect(damage("name-taken"), alone)).toMatchObject({ reason: "name-taken" });
    expect(suspect(rot("changed"), alone)).toMatchObject({ code: "V0-2" });
    expect(suspect(damage("record-invalid"), alone)).toBeUndefined();
  });

  test("[S0-19] V0-3 is a refused export and a watermark taken off", () => {
    expect(suspect(refusal("exports.start", "not_permitted", "S0-9.1"), alone)).toMatchObject({
      code: "V0-3",
      accountId: id(7),
    });
    expect(suspect(refusal("export.taken@2", "grant_used", "C-07"), alone)).toMatchObject({
      code: "V0-3",
    });
    expect(suspect(refusal("exports.start", "bad_input", "form"), alone)).toBeUndefined();
    expect(suspect(refusal("lessons.read", "not_permitted", "S0-9.1"), alone)).toBeUndefined();
    // Who only asks what there is takes nothing out.
    expect(suspect(refusal("exports.list", "not_permitted", "S0-9.1"), alone)).toBeUndefined();
    const mark = { code: "ABCD2345", viewingId: null, harm: "removed" };
    expect(suspect(told("watermark.removed@1", mark, { actor: person(7) }), alone)).toMatchObject({
      code: "V0-3",
      reason: "mark-removed",
      accountId: id(7),
    });
  });

  test("[S0-19] V0-3 is a found picture, too, and leads to whose page it was on", () => {
    const traced = told("event.traced@1", {
      eventId: id(20),
      findingId: id(21),
      code: "ABCD2345",
      minute: 5,
      signInId: id(22),
      paperId: null,
    });
    expect(suspect(traced, { ...alone, tracedAccountId: id(7) })).toMatchObject({
      code: "V0-3",
      reason: "picture-found",
      accountId: id(7),
    });
  });

  test("[S0-19] V0-5 is an incident or a damage told of eight hours late, to the second (N-26)", () => {
    const at = (afterMs: number) => {
      const fact = told("incident.acknowledged@1", { incidentId: id(4) });
      return suspect(fact, { near: [], raisedAtMs: fact.atMs - afterMs });
    };
    expect(at(8 * hourMs - 1_000)).toBeUndefined();
    expect(at(8 * hourMs)).toMatchObject({ code: "V0-5", reason: "acknowledged-late" });
    expect(at(8 * hourMs + 1_000)).toMatchObject({ facts: { hours: 8 } });
    const reasoned = (late: boolean) =>
      told(
        "interruption.reasoned@1",
        {
          interruptionId: id(11),
          lessonId: id(8),
          cameraId: id(3),
          noteId: id(12),
          reason: "power",
          corrects: false,
          late,
        },
        { actor: person(7) },
      );
    expect(suspect(reasoned(true), alone)).toMatchObject({
      code: "V0-5",
      reason: "reasoned-late",
      accountId: id(7),
    });
    expect(suspect(reasoned(false), alone)).toBeUndefined();
  });

  test("[S0-19] V0-6 is a refused early destruction and a file that is gone", () => {
    for (const code of ["item_not_due", "item_held", "item_permanent", "item_under_request"])
      expect(suspect(refusal("item.disposed@1", code, "S0-17.1"), alone)).toMatchObject({
        code: "V0-6",
        accountId: id(7),
      });
    expect(suspect(rot("missing"), alone)).toMatchObject({ code: "V0-6", reason: "file-missing" });
  });

  test("tried again and again within the hour has the key of the first try", () => {
    const key = (atMs: number) =>
      suspect({ ...refusal("exports.start", "not_permitted", "S0-9.1"), atMs }, alone)?.factKey;
    expect(key(50 * hourMs + 1)).toBe(key(50 * hourMs + 59 * 60_000));
    expect(key(50 * hourMs)).not.toBe(key(51 * hourMs));
  });
});

describe("a lent account", () => {
  const opened = (n: number, atMs: number, seat: { terminal: string; address: string }) =>
    told(
      "sign-in.opened@2",
      {
        signInId: id(200 + n),
        accountId: id(7),
        role: "teacher",
        startedAtMs: atMs,
        ...seat,
        how: "password",
        providerId: null,
      },
      { atMs },
    );
  const closed = (
    n: number,
    exit: string,
    of: { atMs: number; terminal: string; address: string; accountId?: string },
  ) => {
    const { atMs, terminal, address, accountId = id(7) } = of;
    return told(
      "sign-in.closed@2",
      {
        signInId: id(200 + n),
        accountId,
        startedAtMs: 0,
        endedAtMs: atMs,
        durationMs: atMs,
        terminal,
        address,
        exit,
      },
      { atMs },
    );
  };
  const here = { terminal: "Firefox · Windows", address: "10.0.0.9" };
  const there = { terminal: "Chrome · Android", address: "10.9.0.1" };
  const near = (...facts: ToldFact[]): Around => ({ near: facts, raisedAtMs: undefined });

  test("[S0-19] V0-4 is used at another terminal with another address while it is in use", () => {
    const end = closed(1, "displaced", { atMs: hourMs, ...here });
    expect(suspect(end, near(end, opened(2, hourMs, there)))).toMatchObject({
      code: "V0-4",
      reason: "second-sign-in",
      accountId: id(7),
    });
    const samePlace = opened(2, hourMs, { ...there, address: here.address });
    expect(suspect(end, near(end, samePlace))).toBeUndefined();
    const left = closed(1, "sign-out", { atMs: hourMs, ...here });
    expect(suspect(left, near(left, opened(2, hourMs, there)))).toBeUndefined();
  });

  test("[S0-19] V0-4 moves to another place faster than a person can, to the second", () => {
    const end = closed(1, "sign-out", { atMs: hourMs, ...here });
    const at = (afterMs: number) => {
      const start = opened(2, hourMs + afterMs, there);
      return suspect(start, near(end, start))?.reason;
    };
    expect(at(59_999)).toBe("terminal-changed");
    expect(at(60_000)).toBeUndefined();
  });

  test("[S0-19] V0-4 two accounts check in one after the other on one device", () => {
    const mark = (n: number, atMs: number, seat = here, way = "phone") =>
      told(
        "attendance.marked@1",
        {
          lessonId: id(9),
          markId: id(300 + n),
          attendeeId: id(400 + n),
          accountId: id(n),
          kind: "in",
          verdict: "valid",
          way,
          atMs,
          kioskId: null,
        },
        { atMs, actor: person(n, { ...seat, signInId: id(200 + n), role: "student" }) },
      );
    const first = mark(1, hourMs);
    const leaves = closed(1, "sign-out", { atMs: hourMs + 1, ...here, accountId: id(1) });
    const second = mark(2, hourMs + 60_000);
    expect(suspect(second, near(first, leaves, second))).toMatchObject({
      code: "V0-4",
      reason: "shared-device",
      lessonId: id(9),
      accountId: id(2),
    });
    // A whole class stands behind one address with the same kind of phone.
    expect(suspect(second, near(first, second))).toBeUndefined();
    const elsewhere = mark(2, hourMs + 60_000, there);
    expect(suspect(elsewhere, near(first, leaves, elsewhere))).toBeUndefined();
    const kiosk = mark(2, hourMs + 60_000, here, "kiosk");
    expect(suspect(kiosk, near(first, leaves, kiosk))).toBeUndefined();
    const later = mark(2, hourMs + 15 * 60_000);
    expect(suspect(later, near(first, leaves, later))).toBeUndefined();
  });
});

describe("a matter", () => {
  test("[S3-13.6] of damage is late from 8:00:00 on, other kinds have no such term (N-26)", () => {
    const late = (ms: number) => isReportedLate("damage", { noticedAtMs: 0, reportedAtMs: ms });
    expect([late(28_799_000), late(28_800_000), late(28_801_000)]).toEqual([false, true, true]);
    expect(isReportedLate("hazard", { noticedAtMs: 0, reportedAtMs: 99 * hourMs })).toBe(false);
  });

  test("[S0-5.4.3] misses who answers, what was done, and for a violation the handling", () => {
    const whole = {
      kind: "violation",
      responsible: "张",
      disposition: "已谈",
      sanctions: ["talk"],
    };
    const missing = (more: object) =>
      missingToClose({
        kind: "violation",
        responsible: "张",
        disposition: "已谈",
        sanctions: ["talk"],
        ...more,
      });
    expect(missing(whole)).toEqual([]);
    expect(missing({ responsible: null })).toEqual(["responsible"]);
    expect(missing({ disposition: "  " })).toEqual(["disposition"]);
    expect(missing({ sanctions: [] })).toEqual(["sanctions"]);
    expect(missing({ sanctions: [], kind: "damage" })).toEqual([]);
  });

  test("[C-54] is handled as the regulations of its institution name, nothing else", () => {
    expect(sanctionsOf("clinical")).toEqual([
      "none",
      "talk",
      "criticism",
      "deduction",
      "school-rules",
    ]);
    expect(sanctionsOf("campus")).not.toContain("deduction");
    expect(sanctionsOf("hospital")).not.toContain("no-award");
  });

  test("[N-34] has one of exactly six codes", () => {
    expect(violationCodes).toEqual(["V0-1", "V0-2", "V0-3", "V0-4", "V0-5", "V0-6"]);
  });

  test("is never suspected by an entry of any other kind", () => {
    fc.assert(
      fc.property(fc.string(), (kind) => {
        const known = /^(?:detection|act|vault|incident|watermark|sign-in|attendance|matter)\./;
        fc.pre(!known.test(kind));
        expect(suspect(told(kind, {}), alone)).toBeUndefined();
      }),
      { seed: 20_261_122 },
    );
  });
});
