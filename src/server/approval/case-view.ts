import type { PersonActor } from "../../contract/actor.ts";
import type { Paper, RequestCase, RequestLine, Step } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Role, rolePermissions } from "../../contract/roles.ts";
import {
  type CaseFacts,
  after,
  mayCoSign,
  mayWithdraw,
  waitingStep,
} from "../../kernel/approval/decide-step.ts";
import { mediumRuleOf } from "../../kernel/approval/routes.ts";
import { whoDecides } from "../../kernel/approval/who-decides.ts";
import type { RequestRow, SignedAct, SigningRow } from "./approval-tables.ts";
import type { Case } from "./cases.store.ts";
import type { Posts } from "./posts.ts";

/** Who reads; undefined for the house itself, which can do nothing with a case. */
export type Reader = Pick<PersonActor, "accountId" | "role"> | undefined;
export interface Reading {
  readonly reader: Reader;
  readonly posts: Posts;
  readonly nowMs: number;
}

export function factsOf(one: Case): CaseFacts {
  const { row } = one;
  return {
    state: row.state,
    filedBy: row.filed_by,
    emergencyAsked: row.emergency_asked,
    sensitive: one.lessons.some((lesson) => lesson.sensitivity !== "ordinary"),
    coSignedBy: one.signings.find((signing) => signing.act === "co-sign")?.account_id ?? null,
    gives: row.gives,
    steps: one.steps.map((step) => ({
      number: step.number,
      post: step.post,
      rule: step.rule,
      decision: step.decision,
      decidedBy: step.decided_by,
      standingFor: step.standing_for,
    })),
    papersDemanded: row.papers_demanded,
    papers: one.papers.map((paper) => paper.kind),
    returnDueMs: row.return_due_ms,
    returned: row.returned_how !== null,
  };
}

export const serialOf = (row: Pick<RequestRow, "year" | "number">): string =>
  `${row.year}-${String(row.number).padStart(4, "0")}`;

export const handles = (role: Role): boolean => rolePermissions[role].includes("request.handle");

/** A case somebody may carry out: looking is opened by itself, everything else is handed over. */
const carriedOut = new Set<RequestRow["state"]>(["granted", "handed-over", "returned", "closed"]);

/**
 * Who sees a case: who filed it, whoever decides or may have to decide one of its steps or signed in
 * it, who handles it, and the auditor. For everybody else it does not exist.
 */
export function sees(one: Case, { reader, posts }: Reading): boolean {
  if (reader === undefined) return true;
  const { accountId, role } = reader;
  if (role === "admin" || role === "auditor" || one.row.filed_by === accountId) return true;
  if (role === "operator" && carriedOut.has(one.row.state)) return true;
  if (one.signings.some((signing) => signing.account_id === accountId)) return true;
  if (mayCoSign(factsOf(one), accountId, posts)) return true;
  const { filedBy, coSignedBy, steps } = factsOf(one);
  const undecided = steps.map((step) => ({ ...step, decidedBy: null, standingFor: null }));
  // As it was filed, and as it has come: who has a part in one step leaves the next to somebody else.
  return [undecided, steps].some((way) =>
    way.some((step) =>
      whoDecides({ filedBy, coSignedBy, steps: way }, step, posts).some(
        (decider) => decider.accountId === accountId,
      ),
    ),
  );
}

export type Can = RequestCase["can"][number];

/** What the reader can do with the case now. */
export function canDo(one: Case, { reader, posts, nowMs }: Reading): Can[] {
  if (reader === undefined) return [];
  const facts = factsOf(one);
  const { accountId, role } = reader;
  const step = waitingStep(facts);
  const handler = handles(role);
  const open = facts.state === "waiting" || facts.state === "emergency";
  const can: readonly (readonly [Can, boolean])[] = [
    [
      "decide",
      step !== undefined &&
        whoDecides(facts, step, posts).some((decider) => decider.accountId === accountId),
    ],
    ["withdraw", mayWithdraw(facts, accountId)],
    ["co-sign", mayCoSign(facts, accountId, posts)],
    ["add-paper", handler || (facts.filedBy === accountId && open)],
    ["export", handler && mayTake(one, nowMs)],
    ["hand-over", handler && one.taken !== undefined && after(facts, "hand-over") !== undefined],
    ["return", handler && after(facts, "return") !== undefined],
    ["close", handler && after(facts, "close") !== undefined],
  ];
  return can.filter(([, holds]) => holds).map(([name]) => name);
}

/** Whether a copy or loan may be made under the case now: granted or urgent, and never a second time. */
export function mayTake(one: Case, nowMs: number): boolean {
  return one.row.gives !== "viewing" && one.taken === undefined && holdsNow(one.row, nowMs);
}

/** Granted for good, or urgent and within the hours its papers may still be missing (C-38). */
export function holdsNow(row: RequestRow, nowMs: number): boolean {
  if (row.state === "granted") return true;
  return row.state === "emergency" && row.papers_due_ms !== null && nowMs < row.papers_due_ms;
}

/** What the case is waiting for in time: its papers, the end of looking, or the return. */
export function dueOf(row: RequestRow): number | null {
  if (row.state === "emergency") return row.papers_due_ms;
  if (row.state === "granted") return row.window_end_ms;
  return row.state === "handed-over" ? row.return_due_ms : null;
}

export function isOverdue(row: RequestRow, nowMs: number): boolean {
  const due = dueOf(row);
  return due !== null && row.state !== "granted" && nowMs > due;
}

export function lineOf(one: Case, reading: Reading): RequestLine {
  const { row } = one;
  const { reader, nowMs } = reading;
  return {
    requestId: row.request_id,
    serial: serialOf(row),
    profile: row.profile,
    operation: row.operation,
    purpose: row.purpose,
    state: row.state,
    filedAtMs: row.filed_at_ms,
    filedBy: row.filed_by_name,
    own: reader?.accountId === row.filed_by,
    unit: row.unit,
    titles: one.lessons.map((lesson) => lesson.title),
    waitingFor: waitingStep(factsOf(one))?.post ?? null,
    mine: canDo(one, reading).includes("decide"),
    dueMs: dueOf(row),
    overdue: isOverdue(row, nowMs),
  };
}

/** The whole case as its page shows it; `papers` as the papers room knows them. */
export function caseView(one: Case, reading: Reading, papers: readonly Paper[]): RequestCase {
  const { row } = one;
  const signed = (act: SignedAct) => one.signings.find((signing) => signing.act === act);
  return {
    ...lineOf(one, reading),
    form: row.form,
    rule: row.rule,
    masking: row.masking,
    gives: row.gives,
    registeredMedium: mediumRuleOf(row.profile, row.operation),
    reason: row.reason,
    lessons: one.lessons.map((lesson) => ({
      lessonId: lesson.lesson_id,
      title: lesson.title,
      startMs: lesson.start_ms,
      endMs: lesson.end_ms,
      venue: lesson.venue,
      sensitivity: lesson.sensitivity,
    })),
    cameraIds: row.camera_ids,
    span: spanOf(row.span_start_ms, row.span_end_ms),
    window: spanOf(row.window_start_ms, row.window_end_ms),
    handler: row.handler,
    contact: row.contact,
    returnDueMs: row.return_due_ms,
    papers: one.papers.flatMap(
      ({ paper_id }) => papers.find((paper) => paper.paperId === paper_id) ?? [],
    ),
    steps: stepsOf(one, reading),
    emergencyAsked: row.emergency_asked,
    emergency: emergencyOf(row, signed("co-sign")),
    grantedAtMs: row.granted_at_ms,
    handedOver: handedOverOf(row, signed("hand-over")),
    returned: returnedOf(row, signed("return")),
    closedAtMs: row.ended_at_ms,
    can: canDo(one, reading),
  };
}

function stepsOf(one: Case, { posts }: Reading): Step[] {
  const facts = factsOf(one);
  const waiting = waitingStep(facts)?.number;
  const open = waiting !== undefined;
  return one.steps.map((row): Step => {
    const step = facts.steps.find((fact) => fact.number === row.number);
    const deciders =
      step === undefined || row.decision !== null || !open ? [] : whoDecides(facts, step, posts);
    const drawn = one.signings.find(
      (signing) => signing.act === "step" && signing.step === row.number,
    );
    return {
      number: row.number,
      post: row.post,
      rule: row.rule,
      state: row.decision ?? (row.number === waiting ? "waiting" : "to-come"),
      holders: deciders.map((decider) => posts.names.get(decider.accountId) ?? ""),
      name: row.decided_by_name,
      opinion: row.opinion,
      decidedAtMs: row.decided_at_ms,
      standingFor: row.standing_for_name,
      vacancy: row.decision === null ? (deciders[0]?.vacancy ?? open) : row.vacancy,
      signature: drawn?.strokes ?? null,
    };
  });
}

export function spanOf(
  startMs: number | null,
  endMs: number | null,
): { startMs: number; endMs: number } | null {
  return startMs === null || endMs === null ? null : { startMs, endMs };
}

function emergencyOf(row: RequestRow, signing: SigningRow | undefined): RequestCase["emergency"] {
  if (signing === undefined) return null;
  const papersDueMs = row.papers_due_ms ?? signing.signed_at_ms + limits.emergencyPapersMs;
  return { name: signing.name, atMs: signing.signed_at_ms, papersDueMs };
}

function handedOverOf(row: RequestRow, signing: SigningRow | undefined): RequestCase["handedOver"] {
  if (signing === undefined) return null;
  const { name, signed_at_ms: atMs } = signing;
  return { atMs, name, receiver: row.receiver ?? "", medium: row.medium ?? "" };
}

function returnedOf(row: RequestRow, signing: SigningRow | undefined): RequestCase["returned"] {
  if (signing === undefined || row.returned_how === null) return null;
  return { atMs: signing.signed_at_ms, name: signing.name, how: row.returned_how };
}
