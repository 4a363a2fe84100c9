import type { LookRight } from "../contract/looking.ts";
import type { Sensitivity } from "../contract/lesson.ts";
import type { Role } from "../contract/roles.ts";
import { isAbove } from "./sensitivity.ts";
import type { Span } from "./timeline.ts";

/** Who asks, as far as it matters for looking. */
export interface Looker {
  readonly accountId: string;
  readonly role: Role;
  /** Venues this person answers for. */
  readonly venueIds: readonly string[];
}

export interface LookedAt {
  readonly teacherIds: readonly string[];
  readonly studentIds: readonly string[];
  readonly venueId: string;
  /** What is recorded of it, lead and tail included. */
  readonly span: Span;
  readonly sensitivity: Sensitivity;
}

/** A request that was granted and holds now, as far as it matters for looking. */
export interface LentLook {
  readonly requestId: string;
  readonly serial: string;
  readonly purpose: string;
  /** None: every camera. */
  readonly cameraIds: readonly string[];
  readonly span: Span | null;
  readonly window: Span | null;
  /** The lesson's label as the approvers knew it. */
  readonly label: Sensitivity;
}

export interface LookAsk {
  readonly looker: Looker;
  readonly lesson: LookedAt;
  readonly grants: readonly LentLook[];
  /** Cameras that showed this student's own station and nothing else during the whole lesson. */
  readonly stationCameraIds: readonly string[];
  /** Seconds in which a place of the lesson was this student's alone, as an exam tells it once released. */
  readonly ownVisit?: { readonly cameraIds: readonly string[]; readonly span: Span } | undefined;
  readonly purpose: string | null;
  readonly nowMs: number;
}

/** What one person may see of one lesson now, and why. */
export interface Look {
  readonly right: LookRight;
  readonly purpose: string;
  readonly grant: { readonly requestId: string; readonly serial: string } | null;
  /** Null: every camera. */
  readonly cameraIds: readonly string[] | null;
  readonly span: Span;
  /** Not a picture from before or after the span: there the place is somebody else's. */
  readonly exact?: true;
  /** When the right ends by itself, null where it does not. */
  readonly untilMs: number | null;
}

export type LookDecision =
  | { readonly ok: true; readonly value: Look }
  | { readonly ok: false; readonly code: LookRefusal };
export type LookRefusal = "not_found" | "grant_missing" | "others_shown" | "secret_needs_grant";

/** How far back an operator may look without a grant (C-42). */
export const operatorBackMs = 2 * 3_600_000;

/**
 * Who may look at a lesson's recording: by standing right the teacher of the lesson (S0-9.1a), the
 * manager of its venue (S0-9.1b), a student at the own station (S0-9.1d, C-34) and an operator of its
 * venue up to two hours back (C-42); everybody else, administrator and director included (C-02), by a
 * granted request for this lesson. What is secret no standing right opens, and a grant does not open
 * what has been labelled higher since it was asked for (S3-Q2). A lesson one has nothing to do with is
 * not found.
 */
export function decideLook(ask: LookAsk): LookDecision {
  const standing = standingLook(ask);
  const secret = ask.lesson.sensitivity === "secret";
  if (standing !== undefined && !secret) return { ok: true, value: standing };
  const lent = ask.grants.find((grant) => holds(grant, ask));
  if (lent !== undefined) return { ok: true, value: lentLook(lent, ask) };
  return { ok: false, code: standing === undefined ? codeFor(ask) : "secret_needs_grant" };
}

function standingLook(ask: LookAsk): Look | undefined {
  const { looker, lesson, stationCameraIds } = ask;
  switch (looker.role) {
    case "teacher":
      return lesson.teacherIds.includes(looker.accountId) ? whole(ask, "own-lesson") : undefined;
    case "manager":
      return looker.venueIds.includes(lesson.venueId) ? whole(ask, "own-area") : undefined;
    case "student":
      if (!lesson.studentIds.includes(looker.accountId)) return undefined;
      return (
        visitLook(ask) ??
        (stationCameraIds.length > 0
          ? { ...whole(ask, "own-station"), cameraIds: stationCameraIds }
          : undefined)
      );
    case "operator": {
      const span = recent(ask);
      return looker.venueIds.includes(lesson.venueId) && span !== undefined
        ? { ...whole(ask, "own-scope"), span, untilMs: lesson.span.endMs + operatorBackMs }
        : undefined;
    }
    case "admin":
    case "director":
    case "superior":
    case "auditor":
      return undefined;
  }
}

function whole(ask: LookAsk, right: LookRight): Look {
  const { span } = ask.lesson;
  const purpose = ask.purpose ?? right;
  return { right, purpose, grant: null, cameraIds: null, span, untilMs: null };
}

/** The own visit and not a second more. */
function visitLook(ask: LookAsk): Look | undefined {
  const { ownVisit, lesson } = ask;
  if (ownVisit === undefined || ownVisit.cameraIds.length === 0) return undefined;
  const { cameraIds, span } = ownVisit;
  const startMs = Math.max(span.startMs, lesson.span.startMs);
  const endMs = Math.min(span.endMs, lesson.span.endMs);
  if (startMs >= endMs) return undefined;
  return { ...whole(ask, "own-station"), cameraIds, span: { startMs, endMs }, exact: true };
}

/** The part of a lesson that lies in the last two hours. */
function recent({ lesson, nowMs }: LookAsk): Span | undefined {
  const startMs = Math.max(lesson.span.startMs, nowMs - operatorBackMs);
  return startMs < lesson.span.endMs ? { startMs, endMs: lesson.span.endMs } : undefined;
}

function holds(grant: LentLook, ask: LookAsk): boolean {
  const { window } = grant;
  const now = window === null || (window.startMs <= ask.nowMs && ask.nowMs < window.endMs);
  const covered = !isAbove(ask.lesson.sensitivity, grant.label);
  return now && covered && partOf(grant, ask) !== undefined;
}

function partOf({ span }: LentLook, { lesson }: LookAsk): Span | undefined {
  if (span === null) return lesson.span;
  const startMs = Math.max(span.startMs, lesson.span.startMs);
  const endMs = Math.min(span.endMs, lesson.span.endMs);
  return startMs < endMs ? { startMs, endMs } : undefined;
}

function lentLook(grant: LentLook, ask: LookAsk): Look {
  return {
    right: "grant",
    purpose: grant.purpose,
    grant: { requestId: grant.requestId, serial: grant.serial },
    cameraIds: grant.cameraIds.length === 0 ? null : grant.cameraIds,
    span: partOf(grant, ask) ?? ask.lesson.span,
    untilMs: grant.window?.endMs ?? null,
  };
}

/** Who knows of the lesson hears what is missing; to anybody else it is as unknown as none. */
function codeFor({ looker, lesson }: LookAsk): LookRefusal {
  switch (looker.role) {
    case "admin":
    case "director":
      return "grant_missing";
    case "operator":
      return looker.venueIds.includes(lesson.venueId) ? "grant_missing" : "not_found";
    case "student":
      return lesson.studentIds.includes(looker.accountId) ? "others_shown" : "not_found";
    case "teacher":
    case "manager":
    case "superior":
    case "auditor":
      return "not_found";
  }
}

/** Whether a person may see a camera live: where they teach today, what they answer for, or everywhere. */
export function mayWatchLive(
  looker: Looker,
  camera: { venueId: string; taughtVenueIds: readonly string[] },
): boolean {
  switch (looker.role) {
    case "teacher":
      return camera.taughtVenueIds.includes(camera.venueId);
    case "manager":
    case "operator":
      return looker.venueIds.includes(camera.venueId);
    case "admin":
    case "director":
      return true;
    case "superior":
    case "student":
    case "auditor":
      return false;
  }
}
