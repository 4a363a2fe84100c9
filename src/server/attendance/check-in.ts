import type { PersonActor } from "../../contract/actor.ts";
import type { CheckResult, CheckView } from "../../contract/attendance.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { isDoorText, lessonOfText } from "../../kernel/attendance/door-code.ts";
import { lineOfAccount } from "../../kernel/attendance/roster.ts";
import { openAt, verdictAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { sameToken } from "../../platform/token.ts";
import { enterRefusal } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { listStudents } from "../people/index.ts";
import { doorMac } from "./door-key.ts";
import { type Gathered, type GatheredLine, gather } from "./gather.ts";
import { noteMark } from "./note-mark.ts";

type Kind = "in" | "out";

/** What the code somebody scanned is of, and what one tap would do. Writes nothing but refusals. */
export async function lookAtDoor(
  house: House,
  actor: PersonActor,
  code: string,
): Promise<Outcome<CheckView>> {
  const found = await scanned(house, actor, code);
  if (!found.ok) return found;
  return granted(viewOf(house, found.value.all, found.value.line));
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

export interface AtTheDoor {
  readonly all: Gathered;
  readonly line: GatheredLine;
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
    return refuse(house, actor, refused("door_code_stale"));
  const all = await gather(house, facts);
  const line = await ownLine(house, actor, all);
  if (line === undefined)
    return refuse(house, actor, refused("not_on_roster", { lesson: facts.lesson.project }));
  return granted({ all, line });
}

async function refuse(house: House, actor: PersonActor, refusal: Refusal): Promise<Refusal> {
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, "attendance.marked@1", refusal, subject);
  return refusal;
}

/** The line of whoever stands at the door; students are only looked through where a name must decide. */
export async function ownLine(
  house: House,
  actor: Pick<PersonActor, "accountId" | "name">,
  all: Gathered,
): Promise<GatheredLine | undefined> {
  const listed = all.lines.filter((line) => line.listed);
  const own = listed.find((line) => line.accountId === actor.accountId);
  if (own !== undefined) return own;
  const named = listed.some((line) => line.accountId === null && line.name === actor.name);
  if (!named) return undefined;
  const students = await listStudents(house);
  const namesakes = students.filter((student) => student.name === actor.name).length;
  const line = lineOfAccount(listed, { ...actor, namesakes });
  return listed.find((one) => one === line);
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
  const { all, line, kind, way, kioskId } = what;
  const { lessonId } = all.facts.lesson;
  const atMs = house.clock.now();
  const noted = await noteMark(house, actor, {
    lessonId,
    line,
    kind,
    verdict: verdictAt(kind, atMs, all.windows),
    way,
    atMs,
    terminal: actor.terminal,
    byAccount: actor.accountId,
    kioskId,
    reason: "",
  });
  if (!noted.ok) return noted;
  const after = await gather(house, all.facts);
  const now = after.lines.find((one) => one.attendee?.attendee_id === noted.value.attendee_id);
  const view = viewOf(house, after, now ?? line);
  return granted({
    ...view,
    kind,
    verdict: noted.value.verdict,
    atMs,
    name: actor.name,
    outWithoutIn: view.outAtMs !== null && view.inAtMs === null,
  });
}

export function viewOf(house: House, all: Gathered, line: GatheredLine): CheckView {
  const { lesson } = all.facts;
  const { standing, inAtMs, outAtMs } = line.stands;
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
    offers: offered(openAt(house.clock.now(), all.windows), { inAtMs, outAtMs }),
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
