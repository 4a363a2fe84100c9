import type { PersonActor } from "../../contract/actor.ts";
import type { CheckResult, CheckView } from "../../contract/attendance.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { isDoorText, lessonOfText } from "../../kernel/attendance/door-code.ts";
import { standingOf } from "../../kernel/attendance/standing.ts";
import { openAt, verdictAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { sameToken } from "../../platform/token.ts";
import { enterRefusal } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { type MarkRow, selectAttendee } from "./attendance.store.ts";
import { doorMac } from "./door-key.ts";
import { type Frame, factsOf, frameOf, timesOf, whoOf } from "./gather.ts";
import { noteMark } from "./note-mark.ts";
import { type OwnLine, ownLine } from "./own-line.ts";

type Kind = "in" | "out";

/** What the code somebody scanned is of, and what one tap would do. Writes nothing but refusals. */
export async function lookAtDoor(
  house: House,
  actor: PersonActor,
  code: string,
): Promise<Outcome<CheckView>> {
  const found = await scanned(house, actor, code);
  if (!found.ok) return found;
  const { frame, line } = found.value;
  const known = await selectAttendee(house.db, whoOf(house, frame.facts.lesson.lessonId, line));
  return granted(viewOf(house, frame, known?.marks ?? []));
}

/** Somebody checks in or out by the code at the door, with the own account on the own phone. */
export async function checkByCode(
  house: House,
  actor: PersonActor,
  input: { readonly code: string; readonly kind: Kind },
): Promise<Outcome<CheckResult>> {
  const found = await scanned(house, actor, input.code);
  if (!found.ok) return found;
  return checkIn(house, actor, { ...found.value, kind: input.kind, way: "phone", kioskId: null });
}

interface AtTheDoor {
  readonly frame: Frame;
  readonly line: OwnLine;
}

async function scanned(
  house: House,
  actor: PersonActor,
  code: string,
): Promise<Outcome<AtTheDoor>> {
  const lessonId = lessonOfText(code) ?? "";
  const facts = await lessonById(house, lessonId);
  const mac = await doorMac(house);
  const atMs = house.clock.now();
  const door = { lessonId, venueId: facts?.lesson.venueId ?? "" };
  const isTrue = isDoorText(code, door, { mac, atMs, same: sameToken });
  if (facts === undefined || !isTrue || facts.lesson.state === "cancelled")
    return refuseCheck(house, actor, refused("door_code_stale"));
  const line = await ownLine(house, actor, facts);
  if (line === undefined)
    return refuseCheck(house, actor, refused("not_on_roster", { lesson: facts.lesson.project }));
  return granted({ frame: await frameOf(house, facts), line });
}

export async function refuseCheck(
  house: House,
  actor: PersonActor,
  refusal: Refusal,
): Promise<Refusal> {
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, "attendance.marked@1", refusal, subject);
  return refusal;
}

/** Notes a check-in or check-out of the person who acts; what came too early or late is kept as that. */
export async function checkIn(
  house: House,
  actor: PersonActor,
  what: AtTheDoor & {
    readonly kind: Kind;
    readonly way: "phone" | "kiosk";
    readonly kioskId: string | null;
  },
): Promise<Outcome<CheckResult>> {
  const { frame, line, kind, way, kioskId } = what;
  const atMs = house.clock.now();
  const noted = await noteMark(house, actor, {
    lessonId: frame.facts.lesson.lessonId,
    line,
    kind,
    verdict: verdictAt(kind, atMs, frame.windows),
    way,
    atMs,
    terminal: actor.terminal,
    byAccount: actor.accountId,
    kioskId,
    reason: "",
  });
  if (!noted.ok) return noted;
  const view = viewOf(house, frame, noted.value.marks);
  return granted({
    ...view,
    kind,
    verdict: noted.value.mark.verdict,
    atMs,
    name: actor.name,
    outWithoutIn: view.outAtMs !== null && view.inAtMs === null,
  });
}

function viewOf(house: House, frame: Frame, marks: readonly MarkRow[]): CheckView {
  const { lesson } = frame.facts;
  const stands = standingOf(marks.map(factsOf), timesOf(house, frame));
  const { standing, inAtMs, outAtMs } = stands;
  return {
    lessonId: lesson.lessonId,
    project: lesson.project,
    course: lesson.course,
    venueName: lesson.venueName,
    startMs: lesson.startMs,
    endMs: lesson.endMs,
    standing,
    inAtMs,
    outAtMs,
    offers: offered(openAt(house.clock.now(), frame.windows), { inAtMs, outAtMs }),
  };
}

/** Whoever is in may leave once the time has come; whoever is not may come in, or else leave all the same. */
function offered(
  open: readonly Kind[],
  stands: { readonly inAtMs: number | null; readonly outAtMs: number | null },
): Kind | null {
  if (stands.inAtMs === null && open.includes("in")) return "in";
  return stands.outAtMs === null && open.includes("out") ? "out" : null;
}
