import type { PersonActor } from "../../contract/actor.ts";
import type { CheckResult, KioskView } from "../../contract/attendance.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { openAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { hashToken } from "../../platform/token.ts";
import { containment } from "../containment/index.ts";
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
  const known = await kioskOf(house, ask.token);
  if (!known.ok) return known;
  const kiosk = known.value;
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

/** What the room that keeps the rules of conduct does for a kiosk; the desk puts them together. */
interface RulesPort {
  readonly read: (
    house: House,
    actor: PersonActor,
    lessonId: string,
  ) => Promise<Outcome<{ readonly version: number; readonly acknowledgedAtMs: number | null }>>;
  readonly acknowledge: (
    house: House,
    actor: PersonActor,
    ask: { readonly lessonId: string; readonly version: number },
  ) => Promise<Outcome<unknown>>;
}

/** Whether a device's token is that of a kiosk of this house that no order stops. */
export async function knowKiosk(house: House, token: string): Promise<Outcome<undefined>> {
  const known = await kioskOf(house, token);
  return known.ok ? granted(undefined) : known;
}

/** A token opens nothing while an event's order has cut its room's kiosks off (S0-15). */
async function kioskOf(house: House, token: string): Promise<Outcome<KioskRow>> {
  const kiosk = await selectByToken(house.db, house.siteId, hashToken(token));
  if (kiosk === undefined) return refused("kiosk_unknown");
  return (await containment.whyStopped(house, kiosk.venue_id)) ?? granted(kiosk);
}

export interface AtKiosk {
  readonly token: string;
  readonly lessonId: string;
  readonly kind: "in" | "out";
  readonly login: string;
  readonly password: string;
  readonly factor: string | null;
  readonly address: string;
  readonly rulesRead?: number | undefined;
  readonly rules: RulesPort;
}

/**
 * Somebody checks in at the kiosk with account and password; no sign-in is opened. Guessing counts as at
 * the house's own door, and a kiosk serves the lessons of its venue only. Before the first check-in of a
 * course the rules of conduct are read here as on the own phone (S0-4.4).
 */
export async function checkAtKiosk(house: House, typed: AtKiosk): Promise<Outcome<CheckResult>> {
  const known = await kioskOf(house, typed.token);
  if (!known.ok) return known;
  const kiosk = known.value;
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
  const { kind } = typed;
  const unread = kind === "in" ? await unreadRules(house, actor, typed) : undefined;
  if (unread !== undefined) return unread;
  const frame = await frameOf(house, facts);
  return checkIn(house, actor, { frame, line, kind, way: "kiosk", kioskId: kiosk.kiosk_id });
}

/** Why the door does not take this person yet; who is on no roster with an account has no rules to read. */
async function unreadRules(
  house: House,
  actor: PersonActor,
  { rules, rulesRead, lessonId }: AtKiosk,
): Promise<Refusal | undefined> {
  const read = await rules.read(house, actor, lessonId);
  if (!read.ok || read.value.acknowledgedAtMs !== null) return undefined;
  const { version } = read.value;
  if (rulesRead !== version) return refused("rules_unread", { version });
  const done = await rules.acknowledge(house, actor, { lessonId, version });
  return done.ok ? undefined : done;
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
