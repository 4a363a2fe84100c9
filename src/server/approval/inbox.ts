import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Inbox } from "../../contract/routes/approval.ts";
import type { House } from "../../platform/house.ts";
import { type Reading, canDo, factsOf, handles, isOverdue, sees, serialOf } from "./case-view.ts";
import { type Case, selectCases } from "./cases.store.ts";
import { isTodo, openStates, readingOf } from "./read-cases.ts";
import { waitingStep } from "../../kernel/approval/decide-step.ts";

type Notice = Inbox["notices"][number];
type Kind = Notice["kind"];

/** How long an answer stays in the bell of who asked. */
const newsMs = 7 * 86_400_000;
const noticesMost = 100;

/** What waits for the reader, and what they should know: computed from the cases, kept nowhere. */
export async function readInbox(house: House, actor: PersonActor): Promise<Outcome<Inbox>> {
  const reading = await readingOf(house, actor);
  const nowMs = reading.nowMs;
  const most = limits.requestsOpenMost;
  const open = await selectCases(house.db, house.siteId, { states: openStates, most });
  const own = await selectCases(house.db, house.siteId, {
    filedBy: actor.accountId,
    states: ["rejected"],
    most,
  });
  const seen = open.filter((one) => sees(one, reading));
  const notices = [...seen, ...own]
    .flatMap((one) => noticesOf(one, actor, reading))
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, noticesMost);
  return granted({
    todo: seen.filter((one) => isTodo(one, reading)).length,
    overdue: seen.filter((one) => isOverdue(one.row, nowMs)).length,
    notices,
  });
}

function noticesOf(one: Case, actor: PersonActor, reading: Reading): Notice[] {
  const { row } = one;
  const { nowMs } = reading;
  const can = canDo(one, reading);
  const own = row.filed_by === actor.accountId;
  const concerned = own || handles(actor.role);
  const found: [Kind, number][] = [];
  if (can.includes("decide")) found.push(["decide", waitingSince(one)]);
  if (can.includes("co-sign")) found.push(["co-sign", row.filed_at_ms]);
  if (can.includes("export") || can.includes("hand-over"))
    found.push(["hand-over", row.granted_at_ms ?? row.filed_at_ms]);
  if (row.state === "handed-over" && row.return_due_ms !== null && concerned) {
    const due = row.return_due_ms;
    if (nowMs > due) found.push(["return-overdue", due]);
    else if (nowMs > due - limits.returnNoticeMs) found.push(["return-due", due]);
  }
  if (row.state === "emergency" && row.papers_due_ms !== null) {
    if (concerned) found.push(["papers-due", row.papers_due_ms]);
    if (actor.role === "auditor")
      found.push(["emergency", row.papers_due_ms - limits.emergencyPapersMs]);
  }
  if (own && row.granted_at_ms !== null && nowMs - row.granted_at_ms < newsMs)
    found.push(["granted", row.granted_at_ms]);
  if (own && row.state === "rejected" && nowMs - (row.ended_at_ms ?? 0) < newsMs)
    found.push(["rejected", row.ended_at_ms ?? row.filed_at_ms]);
  return found.map(([kind, atMs]) => ({
    kind,
    requestId: row.request_id,
    serial: serialOf(row),
    operation: row.operation,
    atMs,
  }));
}

/** When the step that waits began to wait: with the decision before it, or the filing. */
function waitingSince(one: Case): number {
  const number = waitingStep(factsOf(one))?.number ?? 1;
  const before = one.steps.find((step) => step.number === number - 1);
  return before?.decided_at_ms ?? one.row.filed_at_ms;
}
