import type { PersonActor } from "../../contract/actor.ts";
import type { CheckResult, KioskView } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { openAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { hashToken } from "../../platform/token.ts";
import { lessonById, lessonsOfSpan } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { venues } from "../places/index.ts";
import { checkIn, refuseCheck } from "./check-in.ts";
import { type Gathered, frameOf, gather } from "./gather.ts";
import { type KioskRow, selectByToken } from "./kiosks.store.ts";
import { ownLine } from "./own-line.ts";
import { type DoorPen, doorOf } from "./show-door.ts";

const behindMs = 3_600_000;
const aheadMs = 24 * 3_600_000;

/** What a kiosk shows: the open doors of its venue. It names nobody. */
export async function showKiosk(
  house: House,
  ask: { readonly token: string; readonly pen: DoorPen },
): Promise<Outcome<KioskView>> {
  const kiosk = await selectByToken(house.db, house.siteId, hashToken(ask.token));
  if (kiosk === undefined) return refused("kiosk_unknown");
  const nowMs = house.clock.now();
  const [venue] = await venues.find(house, [kiosk.venue_id]);
  const lessons = await lessonsHere(house, kiosk);
  const open = lessons.filter((all) => openAt(nowMs, all.windows).length > 0);
  const doors = await Promise.all(open.map((all) => doorOf(house, all, ask.pen)));
  const next = lessons.map((all) => all.windows.inSpan.startMs).filter((atMs) => atMs > nowMs);
  return granted({
    name: kiosk.name,
    venueName: venue?.name ?? "",
    timeZone: house.config.timeZone,
    nowMs,
    doors,
    nextOpensAtMs: next.length === 0 ? null : Math.min(...next),
  });
}

/** Lessons of the kiosk's venue that its door is, was or will soon be open for. */
async function lessonsHere(house: House, kiosk: KioskRow): Promise<Gathered[]> {
  const nowMs = house.clock.now();
  const near = await lessonsOfSpan(house, { startMs: nowMs - behindMs, endMs: nowMs + aheadMs });
  const here = near.filter(
    ({ lesson }) => lesson.venueId === kiosk.venue_id && lesson.state !== "cancelled",
  );
  return Promise.all(here.map((facts) => gather(house, facts)));
}

export interface AtKiosk {
  readonly token: string;
  readonly lessonId: string;
  readonly kind: "in" | "out";
  readonly login: string;
  readonly password: string;
  readonly factor: string | null;
  readonly address: string;
}

/**
 * Somebody checks in at the kiosk with account and password; no sign-in is opened. Guessing counts as at
 * the house's own door, and a kiosk serves the lessons of its venue only.
 */
export async function checkAtKiosk(house: House, typed: AtKiosk): Promise<Outcome<CheckResult>> {
  const kiosk = await selectByToken(house.db, house.siteId, hashToken(typed.token));
  if (kiosk === undefined) return refused("kiosk_unknown");
  const facts = await lessonById(house, typed.lessonId);
  if (facts?.lesson.venueId !== kiosk.venue_id || facts.lesson.state === "cancelled")
    return refused("not_found");
  const shown = { login: typed.login, password: typed.password, code: typed.factor };
  const present = await accounts.present(house, hostOf(kiosk, typed.address), shown);
  if (!present.ok) return present;
  const { actor } = present.value;
  const line = await ownLine(house, actor, facts);
  if (line === undefined)
    return refuseCheck(house, actor, refused("not_on_roster", { lesson: facts.lesson.project }));
  const frame = await frameOf(house, facts);
  const { kind } = typed;
  return checkIn(house, actor, { frame, line, kind, way: "kiosk", kioskId: kiosk.kiosk_id });
}

/** The kiosk stands in for the sign-in that the person does not have here: entries name its id. */
function hostOf(kiosk: KioskRow, address: string): PersonActor {
  return {
    kind: "person",
    accountId: kiosk.registered_by,
    signInId: kiosk.kiosk_id,
    login: "",
    name: "",
    role: "student",
    terminal: kiosk.name,
    address,
  };
}
