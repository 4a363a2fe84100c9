import type { PersonActor } from "../../contract/actor.ts";
import type { Operation, RequestCase, RequestLine } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { findPapers } from "../papers/index.ts";
import type { RequestRow } from "./approval-tables.ts";
import {
  type Reader,
  type Reading,
  canDo,
  caseView,
  isOverdue,
  lineOf,
  sees,
} from "./case-view.ts";
import { type Case, type CaseFilter, selectCases } from "./cases.store.ts";
import { readPosts } from "./posts.ts";

export const openStates: readonly RequestRow["state"][] = [
  "waiting",
  "emergency",
  "granted",
  "handed-over",
  "returned",
];

export async function readingOf(house: House, reader: Reader): Promise<Reading> {
  return { reader, posts: await readPosts(house), nowMs: house.clock.now() };
}

/** The case as this reader sees it; for a stranger it is not there. */
export async function readCase(
  house: House,
  actor: PersonActor,
  requestId: string,
): Promise<Outcome<RequestCase>> {
  const [one] = await asTier(house, actor, (db) =>
    selectCases(db, house.siteId, { ids: [requestId], most: 1 }),
  );
  if (one === undefined) return refused("not_found");
  const reading = await readingOf(house, actor);
  return sees(one, reading) ? granted(await viewOf(house, one, reading)) : refused("not_found");
}

export async function viewOf(house: House, one: Case, reading: Reading): Promise<RequestCase> {
  const papers = await findPapers(
    house,
    one.papers.map((paper) => paper.paper_id),
  );
  return caseView(one, reading, papers);
}

export interface Box {
  readonly box: "todo" | "mine" | "done" | "all" | "overdue";
  readonly operation?: Operation | undefined;
  readonly beforeMs?: number | undefined;
}

/** 待办 · 本人 · 已办 · 全部 · 逾期, newest first. */
export async function listBox(
  house: House,
  actor: PersonActor,
  ask: Box,
): Promise<Outcome<{ requests: RequestLine[]; more: boolean }>> {
  const reading = await readingOf(house, actor);
  const rows = await asTier(house, actor, (db) =>
    selectCases(db, house.siteId, filterOf(actor, ask)),
  );
  const kept = rows.filter((one) => sees(one, reading) && inBox(one, ask, reading));
  const shown = kept.slice(0, limits.pageRows);
  return granted({
    requests: shown.map((one) => lineOf(one, reading)),
    more: kept.length > limits.pageRows || rows.length > limits.requestsOpenMost,
  });
}

function filterOf(actor: PersonActor, { box, operation, beforeMs }: Box): CaseFilter {
  return {
    most: limits.requestsOpenMost + 1,
    ...(operation === undefined ? {} : { operations: [operation] }),
    ...(beforeMs === undefined ? {} : { beforeMs }),
    ...(box === "todo" || box === "overdue" ? { states: openStates } : {}),
    ...(box === "mine" ? { filedBy: actor.accountId } : {}),
    ...(box === "done" ? { signedBy: actor.accountId } : {}),
  };
}

/** What somebody has to do about a case, beside deciding it. */
const duties = new Set(["decide", "co-sign", "export", "hand-over"]);

export function isTodo(one: Case, reading: Reading): boolean {
  return canDo(one, reading).some((can) => duties.has(can));
}

function inBox(one: Case, { box }: Box, reading: Reading): boolean {
  if (box === "todo") return isTodo(one, reading);
  return box === "overdue" ? isOverdue(one.row, reading.nowMs) : true;
}

/** Cases filed in a span, for the registers; who may print them is decided there. */
export async function listCases(
  house: House,
  ask: {
    readonly operations?: readonly Operation[];
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<RequestCase[]> {
  const { operations, fromMs, toMs } = ask;
  const rows = await selectCases(house.db, house.siteId, {
    ...(operations === undefined ? {} : { operations }),
    fromMs,
    beforeMs: toMs,
    most: limits.lessonsListed,
  });
  const reading = await readingOf(house, undefined);
  const papers = await findPapers(house, [
    ...new Set(rows.flatMap((one) => one.papers.map((paper) => paper.paper_id))),
  ]);
  return rows.map((one) => caseView(one, reading, papers));
}

/** Whether a case this person sees names the paper. */
export async function readsPaper(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<boolean> {
  const rows = await asTier(house, actor, (db) =>
    selectCases(db, house.siteId, { paperId, most: 20 }),
  );
  if (rows.length === 0) return false;
  const reading = await readingOf(house, actor);
  return rows.some((one) => sees(one, reading));
}
