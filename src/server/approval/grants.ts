import type { PersonActor } from "../../contract/actor.ts";
import type { Operation } from "../../contract/approval.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Purpose } from "../../contract/purposes.ts";
import { type AskedRange, withinGrant } from "../../kernel/approval/granted-range.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import type { Taking } from "./approval-tables.ts";
import { handles, holdsNow, serialOf, spanOf } from "./case-view.ts";
import { type Case, insertTaken, lockCase, selectCases, updateCase } from "./cases.store.ts";
import { seenCase } from "./change-case.ts";

/**
 * What was approved, for whom and how far. Only this room makes one: whoever needs a grant takes it
 * as a value, so a missing approval does not compile.
 */
class ApprovedGrant {
  readonly requestId: string;
  readonly serial: string;
  readonly operation: Operation;
  readonly purpose: Purpose | null;
  /** Who asked. */
  readonly accountId: string;
  readonly lessonIds: readonly string[];
  /** None: every camera of the lessons. */
  readonly cameraIds: readonly string[];
  /** Part of the recording; null: the whole. */
  readonly span: { readonly startMs: number; readonly endMs: number } | null;
  /** When looking is allowed. */
  readonly window: { readonly startMs: number; readonly endMs: number } | null;
  readonly unit: string;
  readonly returnDueMs: number | null;
  readonly emergency: boolean;
  /** What is made must mask everybody but the person concerned. */
  readonly masking: boolean;
  /** Each lesson's label as the approvers knew it (S3-Q2). */
  readonly labels: ReadonlyMap<string, Sensitivity>;
  // A private member makes the type nominal: no object literal passes for it.
  readonly #approved = true;

  constructor({ row, lessons }: Case) {
    this.requestId = row.request_id;
    this.serial = serialOf(row);
    this.operation = row.operation;
    this.purpose = row.purpose;
    this.accountId = row.filed_by;
    this.lessonIds = lessons.map((lesson) => lesson.lesson_id);
    this.cameraIds = row.camera_ids;
    this.span = spanOf(row.span_start_ms, row.span_end_ms);
    this.window = spanOf(row.window_start_ms, row.window_end_ms);
    this.unit = row.unit;
    this.returnDueMs = row.return_due_ms;
    this.emergency = row.state === "emergency";
    this.masking = row.masking;
    this.labels = new Map(lessons.map((lesson) => [lesson.lesson_id, lesson.sensitivity]));
  }

  get holds(): boolean {
    return this.#approved;
  }
}
export type Grant = ApprovedGrant;

/** Grants by which this account may look at this lesson at this instant (S0-10a, S1-A6a). */
export async function viewGrants(
  house: House,
  accountId: string,
  lessonId: string,
): Promise<Grant[]> {
  const nowMs = house.clock.now();
  const rows = await selectCases(house.db, house.siteId, {
    filedBy: accountId,
    lessonId,
    states: ["granted", "emergency"],
    most: limits.pageRows,
  });
  return rows.filter((one) => opensLooking(one, nowMs)).map((one) => new ApprovedGrant(one));
}

function opensLooking({ row }: Case, nowMs: number): boolean {
  const { window_start_ms: startMs, window_end_ms: endMs } = row;
  if (row.gives !== "viewing" || startMs === null || endMs === null) return false;
  return holdsNow(row, nowMs) && startMs <= nowMs && nowMs < endMs;
}

/** A viewing was opened by the grant: its window then closes as used, not as lapsed. */
export async function noteLooked(house: House, grant: Grant): Promise<void> {
  await quiet(house, "the viewing's own entry tells that it was opened", (tx) =>
    updateCase(tx, grant.requestId, { used_at_ms: house.clock.now() }),
  );
}

export interface Use {
  readonly requestId: string;
  readonly use: Taking;
  /** What is going to be made; wider than approved is refused (S1-E3). */
  readonly range: AskedRange;
  /** Labels of the lessons now: what has been raised since is not covered (S3-Q2). */
  readonly labels?: ReadonlyMap<string, Sensitivity>;
}

/**
 * Takes a copy or a loan under a grant: once for ever (C-07). A second time is refused by both rules,
 * the one that forbids copying and the one that allows it as approved.
 */
export async function useGrant(
  house: House,
  actor: PersonActor,
  ask: Use,
): Promise<Outcome<Grant>> {
  const { requestId, use, range, labels } = ask;
  const seen = await seenCase(house, actor, requestId);
  if (!seen.ok) return seen;
  return act(house, actor, "grant.used@1", async (tx) => {
    const one = await lockCase(tx, house.siteId, requestId);
    const nowMs = house.clock.now();
    if (one === undefined) return refused("not_found");
    const grant = new ApprovedGrant(one);
    const refusal =
      whyNot(one, actor, { use, nowMs }) ?? widerThan(grant, range) ?? raisedSince(grant, labels);
    if (refusal !== undefined) return refusal;
    await insertTaken(tx, {
      request_id: requestId,
      site_id: house.siteId,
      use,
      account_id: actor.accountId,
      taken_at_ms: nowMs,
    });
    await updateCase(tx, requestId, { used_at_ms: nowMs });
    return granted({
      value: grant,
      subject: { type: "request", id: requestId },
      body: { requestId, serial: serialOf(one.row), use },
    });
  });
}

function widerThan(grant: Grant, range: AskedRange): Refusal | undefined {
  return withinGrant(grant, range) ? undefined : refused("outside_grant", { rule: "S1-E3" });
}

function raisedSince(
  grant: Grant,
  labels: ReadonlyMap<string, Sensitivity> = new Map(),
): Refusal | undefined {
  const raised = [...labels].some(([lessonId, label]) =>
    isAbove(label, grant.labels.get(lessonId) ?? "ordinary"),
  );
  return raised ? refused("label_raised") : undefined;
}

function whyNot(
  one: Case,
  actor: PersonActor,
  { use, nowMs }: { readonly use: Taking; readonly nowMs: number },
): Refusal | undefined {
  if (!handles(actor.role)) return refused("not_permitted");
  if (one.taken !== undefined)
    return refused("grant_used", { forbids: "S1-C6", allows: one.row.rule });
  if (!holdsNow(one.row, nowMs)) return refused("grant_missing", { rule: one.row.rule });
  return one.row.gives === use ? undefined : refused("outside_grant", { rule: one.row.rule });
}

/** The grant of a case already taken, for whoever goes on with what was begun under it. */
export async function takenGrant(
  house: House,
  actor: PersonActor,
  requestId: string,
): Promise<Outcome<Grant>> {
  const seen = await seenCase(house, actor, requestId);
  if (!seen.ok) return seen;
  const { one } = seen.value;
  if (!handles(actor.role)) return refused("not_permitted");
  return one.taken === undefined ? refused("grant_missing") : granted(new ApprovedGrant(one));
}
