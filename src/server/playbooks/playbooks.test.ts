import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "../../../tests/fixture/approval.ts";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { makeVenue, value } from "../../../tests/fixture/places.ts";
import {
  type Event,
  type EventKind,
  eventKinds,
  type MeasureOrder,
  noticeParties,
} from "../../contract/playbooks.ts";
import { sha256 } from "../../platform/hash.ts";
import { marks, notice, openViewing, useViewing } from "../access/index.ts";
import { kiosks } from "../attendance/index.ts";
import { exports } from "../export/index.ts";
import { historyOf } from "../ledger/index.ts";
import { lessonById, refreshPlan } from "../lessons/index.ts";
import { accounts, signIns } from "../people/index.ts";
import { listSegments } from "../playback/index.ts";
import { conductRules } from "../readiness/index.ts";
import { registers, sheets } from "../registers/index.ts";
import { playbooks } from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;

let t: ExportHouse;
let second: Staff;
beforeAll(async () => {
  t = await openExportHouse();
  second = await t.staff("admin", "admin2");
});
afterAll(() => t[Symbol.asyncDispose]());

const admin = () => t.admin.actor;
const declare = async (kind: EventKind, drill = true): Promise<Event> =>
  value(
    await playbooks.declare(t.house, admin(), {
      kind,
      drill,
      what: "群里出现一段实训录像",
      discoverer: "王XX",
      discoveredAtMs: t.house.clock.now() - 5 * minute,
      incidentId: null,
    }),
  );
const order = (eventId: string, asked: MeasureOrder, who = t.admin) => {
  t.clock.advance(1);
  return playbooks.contain(t.house, who.actor, { eventId, order: asked, reason: "切断风险源" });
};
const lift = (event: Event, who: Staff) =>
  playbooks.release(t.house, who.actor, {
    measureId: event.measures.at(-1)?.measureId ?? "",
    reason: "已查明",
  });
const kinds = async (subjectId: string) =>
  (await historyOf(t.house, subjectId, { most: 100 })).map(({ leaf }) => leaf.kind).toReversed();
const conclusion = { cause: "账号被借用", measuresTaken: "锁定账号", conclusion: "传播已停止" };
const close = (eventId: string, who = t.admin) =>
  playbooks.close(t.house, who.actor, { eventId, conclusion, signing: who.signing });

/** Tells the three, each in its own way, and has each answered. */
async function tellAll(eventId: string): Promise<void> {
  for (const party of noticeParties) {
    const inSystem = party === "director";
    const told = value(
      await playbooks.notify(t.house, admin(), {
        eventId,
        notice: {
          party,
          means: inSystem ? "system" : "phone",
          to: inSystem ? "director1" : "值班室",
          accountId: inSystem ? t.director.actor.accountId : null,
          sentAtMs: t.house.clock.now(),
        },
      }),
    );
    t.clock.advance(minute);
    const { noticeId } = told.notices.at(-1) ?? { noticeId: "" };
    value(
      inSystem
        ? await playbooks.acknowledge(t.house, t.director.actor, noticeId)
        : await playbooks.noteReceipt(t.house, admin(), { noticeId, by: "赵XX", number: "007" }),
    );
  }
}

/** What each of the four cuts off first. */
const firstCut: Readonly<Record<EventKind, () => MeasureOrder>> = {
  "system-crash": () => ({
    kind: "isolate-camera",
    cameraId: t.cameraIds[1],
    keepsRecording: false,
  }),
  "data-loss": () => ({ kind: "lock-account", accountId: t.operator.actor.accountId }),
  "footage-leak": () => ({ kind: "freeze-exports" }),
  attack: () => ({ kind: "revoke-sign-ins", of: { who: "everybody" } }),
};

describe.each(eventKinds)("a drill of %s", (kind) => {
  test("[S0-15] is contained, preserved, reported to three and signed, and stands in F-26", async () => {
    const { eventId } = await declare(kind);
    const early = await close(eventId);
    expect(early).toMatchObject({ code: "event_incomplete", facts: { missing: "cut" } });
    const cut = value(await order(eventId, firstCut[kind]()));
    expect(cut.measures.at(-1)?.carriedOutAtMs).not.toBeNull();
    expect(await close(eventId)).toMatchObject({ facts: { missing: "preserve" } });
    const kept = value(
      await playbooks.preserve(t.house, admin(), {
        eventId,
        fromMs: t.house.clock.now() - 24 * hour,
      }),
    );
    const { sha256: digest, paperId } = kept.snapshots[0] ?? { sha256: "", paperId: "" };
    const bytes = readFileSync(join(t.house.paths.papers, "kept", digest.slice(0, 2), digest));
    expect(Buffer.from(sha256(bytes)).toString("hex")).toBe(digest);
    const scene: unknown = JSON.parse(bytes.toString("utf8"));
    expect(scene).toMatchObject({ event: { eventId, drill: true }, version: 1 });
    expect(Object.keys(scene ?? {}).toSorted()).toEqual(
      "entries event incidents ledger measures period recorder signIns version".split(" "),
    );
    expect(bytes.toString("utf8")).not.toContain('"unread"');
    expect(await playbooks.readsPaper(t.house, admin(), paperId)).toBe(true);
    expect(await playbooks.readsPaper(t.house, t.superior.actor, paperId)).toBe(false);
    expect(await close(eventId)).toMatchObject({ facts: { missing: "notice-director" } });
    await tellAll(eventId);
    const closed = value(await close(eventId));
    expect(closed).toMatchObject({ missing: [], closedBy: "admin1 XX", ...conclusion });
    expect(closed.notices.map(({ receipt }) => receipt?.how)).toEqual([
      "account",
      "noted",
      "noted",
    ]);
    expect(await kinds(eventId)).toEqual([
      "event.declared@1",
      "measure.ordered@1",
      "measure.carried-out@1",
      "event.preserved@1",
      ...noticeParties.flatMap(() => ["event.notified@1", "event.receipted@1"]),
      "event.closed@1",
    ]);
    for (const again of [
      order(eventId, { kind: "freeze-exports" }),
      playbooks.note(t.house, admin(), { eventId, step: "handle", text: "x" }),
      close(eventId),
    ])
      expect(await again).toMatchObject({ code: "event_closed" });
    const row = await lineOf(eventId);
    expect(row?.cells[1]).toMatch(/^(系统崩溃|数据丢失|影像泄露|网络攻击)（演练）$/);
    expect(row?.cells.every((cell) => cell !== "")).toBe(true);
    if (kind !== "attack") value(await lift(closed, second));
  });
});

const allTime = () => ({ fromMs: t.house.clock.now() - 48 * hour, toMs: t.house.clock.now() + 1 });
async function lineOf(eventId: string) {
  const events = await playbooks.inPeriod(t.house, allTime());
  const read = value(
    await registers.read(t.house, admin(), {
      casesOf: async () => [],
      form: "F-26",
      ...allTime(),
      offset: 0,
    }),
  );
  expect(read.total).toBe(events.length);
  return read.rows[events.findIndex((event) => event.eventId === eventId)];
}

test("[S0-15] F-26 prints as a sheet of its nine columns", async () => {
  const printed = value(
    await sheets.print(t.house, admin(), { casesOf: async () => [], form: "F-26", ...allTime() }),
  );
  const [sheet] = printed.sheets;
  const file = value(await sheets.open(t.house, sheet?.sheetId ?? ""));
  expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe("%PDF-");
});

describe("what is cut off", () => {
  test("[S0-15] frozen copies are not ordered, not made on and not taken, until a second person lifts it", async () => {
    const request = await t.grant({ operation: "department" });
    const started = value(await t.order(request));
    const { exportId } = started.export;
    const { eventId } = await declare("footage-leak");
    const frozen = value(await order(eventId, { kind: "freeze-exports" }));
    await t.work();
    expect(value(await exports.read(t.house, t.operator.actor, exportId)).state).toBe("queued");
    const other = await t.grant({ operation: "department" });
    expect(await t.order(other)).toMatchObject({ code: "exports_frozen" });
    expect(await lift(frozen, t.admin)).toMatchObject({ code: "measure_own" });
    value(await lift(frozen, second));
    expect(await lift(frozen, second)).toMatchObject({ code: "measure_over" });
    await t.work();
    expect(value(await exports.read(t.house, t.operator.actor, exportId)).state).toBe("ready");
    const again = value(await order(eventId, { kind: "freeze-exports" }));
    const take = () => exports.bytes(t.house, t.operator.actor, { exportId });
    expect(await take()).toMatchObject({ code: "exports_frozen" });
    value(await lift(again, second));
    expect((await take()).ok).toBe(true);
  });

  test("[S0-15] a copy that is on its way out stops within seconds of the order", async () => {
    const request = await t.grant({ operation: "department" });
    const { exportId } = value(await t.order(request)).export;
    await t.work();
    const file = value(await exports.bytes(t.house, t.operator.actor, { exportId }));
    const { eventId } = await declare("footage-leak");
    const frozen = value(await order(eventId, { kind: "freeze-exports" }));
    t.clock.advance(2_000);
    let got = 0;
    for await (const part of file.read({ startByte: 0, endByte: file.sizeBytes }))
      got += part.length;
    expect(got).toBeLessThan(file.sizeBytes);
    value(await lift(frozen, second));
  });

  test("[S0-15] an isolated camera is shown to nobody, the others are, and recording goes on or stops as was said", async () => {
    const [cameraId, otherId] = t.cameraIds;
    const teacher = t.teacher.actor;
    value(await notice.accept(t.house, teacher, 1));
    const { viewingId } = value(
      await openViewing(t.house, teacher, { lessonId: t.lessonId, purpose: null }),
    );
    const span = { startMs: t.lessonStartMs, endMs: t.lessonStartMs + minute };
    const look = async (id: string) => {
      const viewing = value(await useViewing(t.house, teacher, viewingId));
      return listSegments(t.house, viewing, { cameraId: id, stream: "main", span });
    };
    expect((await look(cameraId)).ok).toBe(true);
    const { eventId } = await declare("footage-leak");
    const event = value(
      await order(eventId, { kind: "isolate-camera", cameraId, keepsRecording: true }),
    );
    expect(await look(cameraId)).toMatchObject({ code: "camera_isolated" });
    expect((await look(otherId)).ok).toBe(true);
    value(await refreshPlan(t.house));
    expect(planned()).toContain(cameraId);
    const stopped = value(
      await order(eventId, { kind: "isolate-camera", cameraId, keepsRecording: false }, second),
    );
    expect(planned()).not.toContain(cameraId);
    value(await lift(event, second));
    expect(await look(cameraId), "the other order stands").toMatchObject({
      code: "camera_isolated",
    });
    expect(planned()).not.toContain(cameraId);
    value(await lift(stopped, t.admin));
    expect((await look(cameraId)).ok).toBe(true);
    expect(planned()).toContain(cameraId);
  });

  test("[S0-15] stopped kiosks show and take nothing, of one room or of all, until a second person lifts it", async () => {
    const pen = { origin: "https://house", draw: () => [] };
    const venueId = (await lessonById(t.house, t.lessonId))?.lesson.venueId ?? "";
    const other = await makeVenue(t.house, admin(), "2 号实训室");
    const tokens: string[] = [];
    for (const at of [venueId, other.venueId]) {
      const made = value(await kiosks.register(t.house, admin(), { venueId: at, name: "门口" }));
      tokens.push(value(await kiosks.enter(t.house, made.code)).token);
    }
    const fresh = value(await kiosks.register(t.house, admin(), { venueId, name: "新终端" }));
    const shown = () =>
      Promise.all(
        tokens.map(async (token) => {
          const view = await kiosks.show(t.house, { token, pen });
          return view.ok ? "shown" : view.code;
        }),
      );
    expect(await shown()).toEqual(["shown", "shown"]);
    const { eventId } = await declare("attack");
    const room = value(await order(eventId, { kind: "stop-kiosks", venueId }));
    expect(room.measures.at(-1)).toMatchObject({ state: "stands", target: "1 号实训室" });
    expect(await shown()).toEqual(["kiosk_stopped", "shown"]);
    const typed = { lessonId: t.lessonId, kind: "in" as const, login: "x", password: "y" };
    const more = { factor: null, address: "10.1.0.9", rules: conductRules };
    const [token = ""] = tokens;
    expect(await kiosks.mark(t.house, { token, ...typed, ...more })).toMatchObject({
      code: "kiosk_stopped",
    });
    expect(await kiosks.enter(t.house, fresh.code)).toMatchObject({ code: "kiosk_stopped" });
    const all = value(await order(eventId, { kind: "stop-kiosks", venueId: null }, second));
    expect(await shown()).toEqual(["kiosk_stopped", "kiosk_stopped"]);
    expect(await lift(room, t.admin)).toMatchObject({ code: "measure_own" });
    value(await lift(all, t.admin));
    expect(await shown(), "the room's own order stands").toEqual(["kiosk_stopped", "shown"]);
    value(await lift(room, second));
    expect(await shown()).toEqual(["shown", "shown"]);
    expect((await kiosks.enter(t.house, fresh.code)).ok).toBe(true);
    const none = { kind: "stop-kiosks", venueId: t.house.newId() } as const;
    expect(await order(eventId, none)).toMatchObject({ code: "not_found" });
    expect((await lineOf(eventId))?.cells[3]).toContain("停用签到终端 1 号实训室");
  });

  test("[S0-15] a locked account is out at once and comes in again only when it is given back", async () => {
    const standing = { terminal: "Chrome", address: "10.1.0.7" };
    const guest = await t.staff("teacher", "teacher7");
    const typed = { login: "teacher7", password: guest.signing.password };
    const opened = value(await signIns.open(t.house, standing, typed));
    const { eventId } = await declare("attack");
    const locked = value(
      await order(eventId, { kind: "lock-account", accountId: guest.actor.accountId }),
    );
    expect(locked.measures[0]).toMatchObject({ ended: 1, state: "stands" });
    expect(await signIns.authenticate(t.house, opened.token, true)).toBeUndefined();
    expect(await signIns.open(t.house, standing, typed)).toMatchObject({ code: "account_barred" });
    const { accountId } = guest.actor;
    const again = value(await order(eventId, { kind: "lock-account", accountId }, second));
    value(await lift(locked, second));
    expect(await accounts.barred(t.house), "the other order stands").toEqual([accountId]);
    value(await lift(again, t.admin));
    expect((await signIns.open(t.house, standing, typed)).ok).toBe(true);
    expect(await accounts.barred(t.house)).toEqual([]);
    expect(
      await order(eventId, { kind: "lock-account", accountId: admin().accountId }),
    ).toMatchObject({ code: "own_rights" });
  });

  test("[S0-15] everybody but who ordered it is out, a role alone, or one person alone", async () => {
    const people = new Map<string, { token: string; who: Staff }>();
    const standing = { terminal: "Chrome", address: "10.1.0.8" };
    for (const who of [t.admin, t.teacher, t.superior, t.director]) {
      const { login } = who.actor;
      const { token } = value(
        await signIns.open(t.house, standing, { login, password: who.signing.password }),
      );
      people.set(login, { token, who });
    }
    const inside = async () => {
      const found: string[] = [];
      for (const [login, { token }] of people)
        if ((await signIns.authenticate(t.house, token, true)) !== undefined) found.push(login);
      return found;
    };
    const { eventId } = await declare("attack");
    const revoke = (of: Extract<MeasureOrder, { kind: "revoke-sign-ins" }>["of"]) =>
      order(eventId, { kind: "revoke-sign-ins", of });
    value(await revoke({ who: "account", accountId: t.superior.actor.accountId }));
    expect(await inside()).toEqual(["admin1", "teacher1", "director1"]);
    value(await revoke({ who: "role", role: "teacher" }));
    expect(await inside()).toEqual(["admin1", "director1"]);
    const event = value(await revoke({ who: "everybody" }));
    expect(await inside()).toEqual(["admin1"]);
    expect(event.measures.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(await lift(event, second)).toMatchObject({ code: "measure_over" });
  });

  test("[S0-15] an order given just before a death of the house is carried out after it", async () => {
    const guest = await t.staff("teacher", "teacher8");
    const { eventId } = await declare("attack");
    const root = new pg.Client({ connectionString: t.adminUrl });
    await root.connect();
    const { accountId } = guest.actor;
    const locked = value(await order(eventId, { kind: "lock-account", accountId }));
    // As if it had died between the order and its carrying out.
    await root.query(
      "update containment.measure set carried_out_at_ms = null, ended = null where measure_id = $1",
      [locked.measures[0]?.measureId],
    );
    await root.query("update people.account set barred_at_ms = null");
    await playbooks.carryOut(t.house);
    expect(await accounts.barred(t.house)).toEqual([]);
    t.clock.advance(5_000);
    await playbooks.carryOut(t.house);
    expect(await accounts.barred(t.house)).toEqual([accountId]);
    // And as if it had died between giving back and unlocking.
    await root.query(
      `update containment.measure set lifted_by = $2, lifted_by_name = 'x', lifted_at_ms = 1,
        lift_reason = 'x' where measure_id = $1`,
      [locked.measures[0]?.measureId, second.actor.accountId],
    );
    await root.end();
    await playbooks.carryOut(t.house);
    expect(await accounts.barred(t.house)).toEqual([]);
  });
});

describe("the three notices", () => {
  test("[S0-15] an account answers for itself and nobody for it; a letter's receipt is noted once", async () => {
    const { eventId } = await declare("data-loss", false);
    const locked = { kind: "lock-account", accountId: t.operator.actor.accountId } as const;
    const cut = value(await order(eventId, locked));
    value(await lift(cut, second));
    const base = { to: "director1", sentAtMs: t.house.clock.now() };
    const tell = (more: object) =>
      playbooks.notify(t.house, admin(), {
        eventId,
        notice: { party: "director", means: "system", accountId: null, ...base, ...more },
      });
    expect(await tell({})).toMatchObject({ code: "bad_input", facts: { field: "accountId" } });
    expect(await tell({ accountId: t.teacher.actor.accountId })).toMatchObject({
      code: "not_found",
    });
    const { accountId } = t.superior.actor;
    expect(await tell({ accountId, sentAtMs: base.sentAtMs + 1 })).toMatchObject({
      facts: { field: "sentAtMs" },
    });
    expect((await playbooks.read(t.house, t.superior.actor, eventId)).ok).toBe(false);
    const told = value(await tell({ accountId, party: "cyber" }));
    const { noticeId } = told.notices[0] ?? { noticeId: "" };
    const seen = value(await playbooks.read(t.house, t.superior.actor, eventId));
    expect(seen).toMatchObject({ waitsForMe: true, snapshots: [], findings: [] });
    expect([cut, seen].map(({ measures }) => measures[0]?.target)).toEqual(["op1 XX op1", null]);
    const mine = (who: Staff) => playbooks.acknowledge(t.house, who.actor, noticeId);
    const noted = { noticeId, by: "x", number: "" };
    expect(await mine(t.director)).toMatchObject({ code: "notice_not_yours" });
    expect(await playbooks.noteReceipt(t.house, admin(), noted)).toMatchObject({
      code: "notice_not_yours",
    });
    expect(value(await mine(t.superior)).waitsForMe).toBe(false);
    expect(await mine(t.superior)).toMatchObject({ code: "notice_answered" });
  });

  test("[S0-15] where there is nothing to cut off, saying why is enough, and closing needs the own signature", async () => {
    const { eventId } = await declare("system-crash", false);
    value(await playbooks.note(t.house, admin(), { eventId, step: "cut", text: "停电，无访问" }));
    value(await playbooks.preserve(t.house, admin(), { eventId, fromMs: t.house.clock.now() - 1 }));
    await tellAll(eventId);
    const foreign = { ...t.admin.signing, password: "nobody's at all" };
    expect(
      await playbooks.close(t.house, admin(), { eventId, conclusion, signing: foreign }),
    ).toMatchObject({ ok: false });
    expect(value(await close(eventId)).drill).toBe(false);
  });
});

test("[S0-14.1] a found picture leads to the viewer and the minute, and stays with the event", async () => {
  const teacher = t.teacher.actor;
  const { code } = value(
    await openViewing(t.house, teacher, { lessonId: t.lessonId, purpose: null }),
  );
  const { eventId } = await declare("footage-leak");
  const picture = await t.paper(t.admin, "found-picture");
  const trace = (more: object) =>
    playbooks.trace(t.house, admin(), {
      eventId,
      code,
      minute: 7,
      paperId: picture,
      trace: marks.trace,
      ...more,
    });
  const event = value(await trace({}));
  expect(event.findings).toMatchObject([{ login: "teacher1", minute: 7, paperId: picture }]);
  const [finding] = event.findings;
  expect((finding?.shownAtMs ?? 0) - t.house.clock.now()).toBe(7 * minute);
  expect(await playbooks.readsPaper(t.house, t.director.actor, picture)).toBe(true);
  const letter = await t.paper(t.admin, "letter");
  expect(await trace({ paperId: letter })).toMatchObject({ code: "not_found" });
  expect(await trace({ code: "00000000" })).toMatchObject({ code: "not_found" });
});

test("[S0-9.1c] what was declared, told and kept cannot be deleted or told otherwise by the application", async () => {
  const application = new pg.Client({ connectionString: t.appUrl });
  await application.connect();
  try {
    for (const attempt of [
      "delete from playbooks.event",
      "update playbooks.event set drill = true",
      "update playbooks.notice set sent_at_ms = 1",
      "delete from playbooks.note",
      "update playbooks.snapshot set sha256 = sha256",
      "delete from containment.measure",
      "update containment.measure set ordered_by = lifted_by",
    ])
      await expect(application.query(attempt), attempt).rejects.toMatchObject({ code: "42501" });
  } finally {
    await application.end();
  }
});

/** Cameras the recorder's plan names now. */
function planned(): string[] {
  const text = readFileSync(join(t.house.paths.plan, "plan.json"), "utf8");
  const plan: unknown = JSON.parse(text);
  const cameras = (plan as { cameras: { cameraId: string }[] }).cameras;
  return cameras.map((camera) => camera.cameraId);
}
