import type { RefusalCode } from "../contract/refusals.ts";
import { type Permission, type Role, rolePermissions } from "../contract/roles.ts";
import { routes } from "../contract/routes.ts";
import type { RequestState } from "../contract/approval.ts";
import { type LentLook, type LookedAt, type Looker, decideLook, mayWatchLive } from "./access.ts";

/** Who asks: one person of one house, with the venues this person answers for just now. */
export interface Asking extends Looker {
  readonly siteId: string;
}

/** A lesson as far as it matters for who may know of it. */
export interface LessonAsked extends LookedAt {
  readonly siteId: string;
  /** Requests of the asking person for this lesson that are granted; each holds within its window. */
  readonly grants: readonly LentLook[];
  /** Cameras that showed the asking student's own station and nothing else. */
  readonly stationCameraIds: readonly string[];
}

/** What may be asked about what. */
export interface Resources {
  /** What a lesson is: name, time, place, teachers; and that it was recorded, with its gaps. */
  readonly "lesson.read": LessonAsked;
  /** Names of all trainees and their groups. */
  readonly "roster.read": LessonAsked;
  /** When which camera recorded it. */
  readonly "timeline.read": LessonAsked;
  /** Looking at its recording. */
  readonly "recording.look": LessonAsked;
  /** One line of who looked at it. */
  readonly "looker.read": { readonly lesson: LessonAsked; readonly accountId: string };
  readonly "live.watch": {
    readonly siteId: string;
    readonly venueId: string;
    /** Venues where the asking person teaches today. */
    readonly taughtVenueIds: readonly string[];
  };
  readonly "entry.read": { readonly siteId: string };
  /** One line of the sign-in register. */
  readonly "sign-in.read": { readonly siteId: string };
  readonly "account.read": { readonly siteId: string };
  readonly "request.read": RequestAsked;
  /** One page of an official register. */
  readonly "register.read": { readonly siteId: string };
  /** A file made for a request. */
  readonly "export.read": RequestAsked;
}
export type Action = keyof Resources;

/** A request as far as it matters for who may read its case. */
export interface RequestAsked {
  readonly siteId: string;
  readonly filedBy: string;
  readonly state: RequestState;
  /** Who signed in it: decided a step, let it begin, handed over, took back. */
  readonly signedBy: readonly string[];
  /** Who may have to decide one of its steps, or let it begin in an emergency. */
  readonly mayDecide: readonly string[];
}

export interface Decision {
  readonly allow: boolean;
  /** Requirement the answer comes from. */
  readonly rule: string;
  /** `granted`, or the refusal a person would hear. */
  readonly reason: RefusalCode | "granted";
}

/** Permission a role must have before anything about the row is asked: that of the route that shows it. */
const permissionOf: Readonly<Record<Action, Permission>> = {
  "lesson.read": routes["lessons.read"].permission,
  "roster.read": routes["lessons.read"].permission,
  "timeline.read": routes["timeline.read"].permission,
  "recording.look": routes["viewing.open"].permission,
  "looker.read": routes["lesson.lookers"].permission,
  "live.watch": routes["live.watch"].permission,
  "entry.read": routes["ledger.list"].permission,
  "sign-in.read": routes["sign-ins.list"].permission,
  "account.read": routes["accounts.list"].permission,
  "request.read": routes["requests.read"].permission,
  "register.read": "register.read",
  "export.read": "export.make",
};

type Rule<A extends Action> = (who: Asking, what: Resources[A], nowMs: number) => Decision;
const rules: { readonly [A in Action]: Rule<A> } = {
  "lesson.read": knowLesson,
  "roster.read": (who, lesson) => within(who, lesson, knowsTrainees(who, lesson)),
  "timeline.read": knowLesson,
  "recording.look": look,
  "looker.read": (who, { lesson, accountId }) => {
    const told = who.role === "auditor" || knowsTrainees(who, lesson);
    return sameSite(who, lesson) ? known(who.role, told || accountId === who.accountId) : unknown;
  },
  "live.watch": (who, camera) =>
    within(who, camera, mayWatchLive(who, camera), { rule: "C-42", reason: "not_permitted" }),
  "entry.read": whole,
  "sign-in.read": whole,
  "account.read": whole,
  "request.read": (who, request) => within(who, request, concerns(who, request)),
  "register.read": whole,
  "export.read": (who, request) => within(who, request, concerns(who, request)),
};

/**
 * Who may do what with which row, now: the reference that row-level security, the verbs and the
 * matrix of S0-9.1 are held against. First the role's permission, then the row; what is refused by
 * the row answers as if it did not exist, so that nothing leaks about what does. `nowMs`: the house's
 * clock.
 */
export function decide<A extends Action>(
  who: Asking,
  action: A,
  about: { readonly what: Resources[A]; readonly nowMs: number },
): Decision {
  if (!rolePermissions[who.role].includes(permissionOf[action])) return notPermitted;
  const rule: Rule<A> = rules[action];
  return rule(who, about.what, about.nowMs);
}

const notPermitted: Decision = { allow: false, rule: "S0-9.1", reason: "not_permitted" };
const unknown: Decision = { allow: false, rule: "S0-9.1", reason: "not_found" };

/** The clause a tier's scope comes from. */
const scopeRule: Readonly<Record<Role, string>> = {
  teacher: "S0-9.1a",
  manager: "S0-9.1b",
  admin: "S0-9.1c",
  director: "S0-9.1c",
  student: "S0-9.1d",
  operator: "C-42",
  superior: "S1-E4",
  auditor: "S0-9.2",
};

function known(role: Role, yes: boolean): Decision {
  return yes ? { allow: true, rule: scopeRule[role], reason: "granted" } : unknown;
}

function sameSite(who: Asking, what: { readonly siteId: string }): boolean {
  return who.siteId === what.siteId;
}

function within(
  who: Asking,
  what: { readonly siteId: string },
  yes: boolean,
  no: { readonly rule: string; readonly reason: RefusalCode } = unknownBecause,
): Decision {
  if (!sameSite(who, what)) return unknown;
  return yes ? known(who.role, true) : { allow: false, ...no };
}
const unknownBecause = { rule: "S0-9.1", reason: "not_found" } as const;

function whole(who: Asking, what: { readonly siteId: string }): Decision {
  return known(who.role, sameSite(who, what));
}

/** Whether a lesson lies in somebody's own scope, nothing lent. */
function ownLesson(who: Asking, lesson: LessonAsked): boolean {
  switch (who.role) {
    case "admin":
    case "director":
      return true;
    case "teacher":
      return lesson.teacherIds.includes(who.accountId);
    case "manager":
    case "operator":
      return who.venueIds.includes(lesson.venueId);
    case "student":
      return lesson.studentIds.includes(who.accountId);
    case "superior":
    case "auditor":
      return false;
  }
}

/** Own scope, or lent by a granted request (C-11): two different things, the second one ends. */
function knowLesson(who: Asking, lesson: LessonAsked, nowMs: number): Decision {
  if (!sameSite(who, lesson)) return unknown;
  if (ownLesson(who, lesson)) return known(who.role, true);
  const lent = mayBorrow(who.role) && lesson.grants.some((grant) => holdsAt(grant, nowMs));
  return lent ? { allow: true, rule: "C-11", reason: "granted" } : unknown;
}

/** Whose lessons are not all of the house and who may ask for another one. */
function mayBorrow(role: Role): boolean {
  return role === "teacher" || role === "manager" || role === "operator";
}

function holdsAt({ window }: LentLook, nowMs: number): boolean {
  return window === null || (window.startMs <= nowMs && nowMs < window.endMs);
}

/** Names of trainees are for those who teach them or answer for the place (S0-14.2). */
function knowsTrainees(who: Asking, lesson: LessonAsked): boolean {
  return who.role !== "operator" && who.role !== "student" && ownLesson(who, lesson);
}

function look(who: Asking, lesson: LessonAsked, nowMs: number): Decision {
  if (!sameSite(who, lesson)) return unknown;
  const { grants, stationCameraIds } = lesson;
  const decision = decideLook({
    looker: who,
    lesson,
    grants,
    stationCameraIds,
    purpose: null,
    nowMs,
  });
  if (!decision.ok) {
    const rule = decision.code === "secret_needs_grant" ? "S3-Q2" : "S1-A6a";
    return { allow: false, rule, reason: decision.code };
  }
  const { right } = decision.value;
  return { allow: true, rule: right === "grant" ? "C-11" : scopeRule[who.role], reason: "granted" };
}

/** What an operator carries out, once it is approved. */
const carriedOut: readonly RequestState[] = ["granted", "handed-over", "returned", "closed"];

/** Whoever filed, signed or may have to decide it; those who carry it out, keep it and check it. */
function concerns(who: Asking, request: RequestAsked): boolean {
  const { accountId, role } = who;
  if (role === "admin" || role === "auditor") return true;
  if (role === "operator" && carriedOut.includes(request.state)) return true;
  const people = [request.filedBy, ...request.signedBy, ...request.mayDecide];
  return people.includes(accountId);
}
