import { encode } from "uqr";
import { limits } from "../../contract/limits.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { attendanceRoutes } from "../../contract/routes/attendance.ts";
import type { House } from "../../platform/house.ts";
import {
  type AttendancePorts,
  attendance,
  checkIns,
  kiosks,
  rosters,
  sessionRecord,
} from "../attendance/index.ts";
import { conductRules } from "../readiness/index.ts";
import { sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function attendanceHandlers(): Handlers<keyof typeof attendanceRoutes> {
  const ports: AttendancePorts = sheets;
  const tries = new Tries(limits.checkInTriesPerMinute);
  return {
    "attendance.read": ({ house, actor, params }) => attendance.read(house, actor, params.lessonId),
    "attendance.mark": ({ house, actor, params, body }) =>
      attendance.mark(house, actor, { ...params, ...body }),
    "attendance.correct": ({ house, actor, params, body }) =>
      attendance.correct(house, actor, { ...params, ...body }),
    "attendance.grace": ({ house, actor, params, body }) =>
      attendance.setGrace(house, actor, { ...params, ...body }),
    "attendance.door": ({ house, actor, params, caller }) =>
      attendance.door(house, actor, { ...params, pen: { origin: caller.origin, draw: qrRows } }),
    "attendance.sheet": async ({ house, actor, params }) =>
      asFile(await attendance.print(house, actor, { ...params, ports }), "pdf"),
    "attendance.table": async ({ house, actor, params }) =>
      asFile(await attendance.table(house, actor, params.lessonId), "xlsx"),
    "session-record.print": async ({ house, actor, params }) =>
      asFile(await sessionRecord.print(house, actor, { ...params, ports }), "pdf"),
    "session-record.complete": ({ house, actor, params }) =>
      sessionRecord.complete(house, actor, params.lessonId),
    "roster.import": ({ house, actor, params, upload }) =>
      rosters.import(house, actor, {
        lessonId: params.lessonId,
        bytes: upload.bytes,
        take: params.step === "take",
      }),
    "roster.template": async () => {
      const bytes = await rosters.template();
      return asFile(granted({ fileName: "人员名单模板.xlsx", bytes }), "xlsx");
    },
    "check-in.look": async ({ house, actor, body }) =>
      tries.isOver(house, actor.accountId)
        ? refused("too_many")
        : checkIns.look(house, actor, body.code),
    "check-in.mark": async ({ house, actor, body }) =>
      tries.isOver(house, actor.accountId)
        ? refused("too_many")
        : checkIns.mark(house, actor, body),
    "check-in.own": ({ house, actor }) => attendance.own(house, actor),
    "kiosks.list": ({ house, actor }) => kiosks.list(house, actor),
    "kiosks.register": ({ house, actor, body }) => kiosks.register(house, actor, body),
    "kiosks.close": ({ house, actor, params }) => kiosks.close(house, actor, params.kioskId),
    "kiosk.enter": ({ house, body }) => kiosks.enter(house, body.code),
    "kiosk.show": ({ house, body, caller }) =>
      kiosks.show(house, { ...body, pen: { origin: caller.origin, draw: qrRows } }),
    "kiosk.rules": async ({ house, body }) => {
      const known = await kiosks.know(house, body.token);
      return known.ok ? granted(await conductRules.current(house)) : known;
    },
    "kiosk.mark": ({ house, body, caller }) =>
      kiosks.mark(house, { ...body, address: caller.address, rules: conductRules }),
  };
}

/**
 * Tries at doors, counted by person: a whole class comes from one address. Beyond the limit nothing is
 * looked up and nothing entered, so nobody floods the ledger with codes that are none.
 */
class Tries {
  readonly #most: number;
  #minute = 0;
  #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  isOver(house: House, accountId: string): boolean {
    const minute = Math.floor(house.clock.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(accountId) ?? 0) + 1;
    this.#counts.set(accountId, count);
    return count > this.#most;
  }
}

/** A QR code as rows of dark ("1") and light, without its quiet zone: the page draws it. */
function qrRows(text: string): string[] {
  const { data } = encode(text, { ecc: "M", border: 0 });
  return data.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
}
