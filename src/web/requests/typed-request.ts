import type { Operation, Paper, RequestInput } from "../../contract/approval.ts";
import type { Purpose } from "../../contract/purposes.ts";
import type { Field } from "../../kernel/approval/routes.ts";
import { day, dayStart, instantOf } from "../look/times.ts";
import type { Answer } from "../ask.ts";

export type AskedLesson = Answer<"requests.lessons">["lessons"][number];

/** Part of one lesson: minutes of the house's day as typed, `08:30`. */
export interface TypedPart {
  readonly from: string;
  readonly to: string;
}

/** A request as it stands in the form; days are the house's, `2026-06-01`. */
export interface TypedRequest {
  readonly operation: Operation | null;
  readonly purpose: Purpose | null;
  readonly reason: string;
  readonly lessons: readonly AskedLesson[];
  readonly cameraIds: readonly string[];
  readonly part: TypedPart | null;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly unit: string;
  readonly handler: string;
  readonly contact: string;
  readonly returnDue: string | null;
  readonly papers: readonly Paper[];
  readonly emergency: boolean;
}

const lookDays = 7;

export function emptyRequest(nowMs: number): TypedRequest {
  return {
    operation: null,
    purpose: null,
    reason: "",
    lessons: [],
    cameraIds: [],
    part: null,
    windowFrom: day(nowMs),
    windowTo: day(dayStart(nowMs, lookDays)),
    unit: "",
    handler: "",
    contact: "",
    returnDue: null,
    papers: [],
    emergency: false,
  };
}

const outsiders: readonly Field[] = ["unit", "handler", "contact", "returnDue"];

/** What the form shows from the beginning; what a route demands beyond it is shown when it says so. */
export function fieldsOf(operation: Operation): readonly Field[] {
  if (operation === "view") return ["window"];
  if (operation === "clip" || operation === "publish") return ["unit", "handler"];
  if (operation === "data-subject") return ["handler", "contact"];
  return outsiders;
}

/** The part of the only chosen lesson; an end before the beginning is after midnight. */
function spanOf(typed: TypedRequest): RequestInput["span"] {
  const [lesson, second] = typed.lessons;
  const { part } = typed;
  if (part === null || lesson === undefined || second !== undefined) return null;
  const date = day(lesson.startMs);
  const startMs = instantOf(date, part.from);
  const endMs = instantOf(date, part.to);
  return {
    startMs,
    endMs: endMs < startMs ? dayStart(endMs, 1) + (endMs - dayStart(endMs)) : endMs,
  };
}

/** What nobody brings back. */
const kept: ReadonlySet<Operation> = new Set(["clip", "publish", "data-subject"]);

/** What goes to the house; null while nothing is chosen. */
export function requestInput(typed: TypedRequest): RequestInput | null {
  const { operation } = typed;
  if (operation === null) return null;
  const looks = operation === "view";
  return {
    operation,
    purpose: typed.purpose,
    reason: typed.reason,
    lessonIds: typed.lessons.map((lesson) => lesson.lessonId),
    cameraIds: [...typed.cameraIds],
    span: spanOf(typed),
    window: looks
      ? {
          startMs: instantOf(typed.windowFrom, "00:00"),
          endMs: dayStart(instantOf(typed.windowTo, "12:00"), 1),
        }
      : null,
    unit: typed.unit,
    handler: typed.handler,
    contact: typed.contact,
    returnDueMs:
      typed.returnDue === null || looks || kept.has(operation)
        ? null
        : dayStart(instantOf(typed.returnDue, "12:00"), 1),
    paperIds: typed.papers.map((paper) => paper.paperId),
    ...(typed.emergency ? { emergency: true } : {}),
  };
}
