import type { PersonActor } from "../../contract/actor.ts";
import type {
  AskedLesson,
  Operation,
  Paper,
  Profile,
  RequestCase,
  RequestInput,
  RoutePreview,
} from "../../contract/approval.ts";
import { Fault } from "../../contract/faults.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { localTime } from "../../kernel/local-time.ts";
import {
  type PlannedRoute,
  judgeForm,
  missingFields,
  missingPapers,
  planRoute,
} from "../../kernel/approval/plan-route.ts";
import { highestOf } from "../../kernel/sensitivity.ts";
import { operationsOf, profileOf } from "../../kernel/approval/routes.ts";
import { type CaseStep, postsOf, whoDecides } from "../../kernel/approval/who-decides.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { findPapers, isKeeper } from "../papers/index.ts";
import { site } from "../places/index.ts";
import type { RequestRow } from "./approval-tables.ts";
import { serialOf } from "./case-view.ts";
import { type Case, insertCase, nextNumber } from "./cases.store.ts";
import { type Posts, readPosts } from "./posts.ts";
import { readingOf, viewOf } from "./read-cases.ts";
import { digestOf } from "../signing/index.ts";

/** A filled-in form with the lessons it names, as the lessons room knows them. */
export interface AskedRequest {
  readonly input: RequestInput;
  readonly lessons: readonly AskedLesson[];
}

export async function siteProfile(house: House): Promise<Profile> {
  const read = await site.read(house);
  const profile = read.ok ? profileOf(read.value.profile) : undefined;
  if (profile === undefined)
    throw new Fault("config", "profile_unknown", {
      hint: "the institution's profile has no approval routes",
    });
  return profile;
}

/** What can be asked for in this institution; what its profile withholds is not offered (C-52). */
export async function offeredOperations(
  house: House,
): Promise<Outcome<{ profile: Profile; operations: Operation[] }>> {
  const profile = await siteProfile(house);
  return granted({ profile, operations: operationsOf(profile) });
}

async function routeFor(
  house: House,
  actor: PersonActor,
  { input, lessons, posts }: AskedRequest & { readonly posts: Posts },
): Promise<Outcome<PlannedRoute>> {
  return planRoute(await siteProfile(house), {
    operation: input.operation,
    label: highestOf(lessons.map((lesson) => lesson.sensitivity)),
    requesterPosts: postsOf(actor.accountId, posts),
  });
}

/** Which way a request would go, who would decide it, and what is missing; nothing is written. */
export async function previewRequest(
  house: House,
  actor: PersonActor,
  asked: AskedRequest,
): Promise<Outcome<RoutePreview>> {
  const { input } = asked;
  const posts = await readPosts(house);
  const planned = await routeFor(house, actor, { ...asked, posts });
  if (!planned.ok) return planned;
  const route = planned.value;
  const papers = await ownPapers(house, actor, input.paperIds);
  const steps = freshSteps(route);
  const filedBy = actor.accountId;
  return granted({
    profile: route.profile,
    operation: route.operation,
    rule: route.rule,
    form: route.form,
    steps: steps.map((step) => ({
      post: step.post,
      rule: step.rule,
      holders: whoDecides({ filedBy, coSignedBy: null, steps }, step, posts).map(
        (decider) => posts.names.get(decider.accountId) ?? "",
      ),
    })),
    papers: [...route.papers],
    papersMissing: missingPapers(
      route,
      papers.map((paper) => paper.kind),
    ),
    fieldsMissing: missingFields(route, input),
    masking: route.masking,
  });
}

/** Files a request: numbered without a hole, entered with the route it has to go. */
export async function fileRequest(
  house: House,
  actor: PersonActor,
  asked: AskedRequest,
): Promise<Outcome<RequestCase>> {
  const { input, lessons } = asked;
  const posts = await readPosts(house);
  const planned = await routeFor(house, actor, { ...asked, posts });
  if (!planned.ok) return refuseForm(house, actor, planned);
  const route = planned.value;
  const papers = await ownPapers(house, actor, input.paperIds);
  const nowMs = house.clock.now();
  const unfit =
    papers.length < new Set(input.paperIds).size || lessons.length < new Set(input.lessonIds).size
      ? refused("not_found")
      : judgeForm(route, input, { papers: papers.map((paper) => paper.kind), nowMs });
  if (unfit !== undefined) return refuseForm(house, actor, unfit);
  const filed = await act(house, actor, "request.filed@1", async (tx) => {
    const year = Number(localTime(nowMs, house.config.timeZone).date.slice(0, 4));
    const number = await nextNumber(tx, house.siteId, year);
    const made = newCase(house, actor, { asked, route, papers, year, number, nowMs });
    await insertCase(tx, made);
    const { row } = made;
    const { reason, unit, handler, contact } = input;
    return granted({
      value: made,
      subject: { type: "request", id: row.request_id },
      body: {
        requestId: row.request_id,
        serial: serialOf(row),
        operation: row.operation,
        purpose: row.purpose,
        lessonIds: made.lessons.map((lesson) => lesson.lesson_id),
        paperIds: made.papers.map((paper) => paper.paper_id),
        returnDueMs: row.return_due_ms,
        route: route.steps.map(({ post, rule }) => ({ post, rule })),
        formSha256: row.form_sha256,
      },
      personal: written({ reason, unit, handler, contact }),
    });
  });
  if (!filed.ok) return filed;
  return granted(await viewOf(house, filed.value, await readingOf(house, actor)));
}

async function refuseForm(house: House, actor: PersonActor, refusal: Refusal): Promise<Refusal> {
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, "request.filed@1", refusal, subject);
  return refusal;
}

/** Personal texts of an entry: what was left empty is left out. */
export function written(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

/** The papers this person kept; a foreign one is as if it did not exist. */
async function ownPapers(
  house: House,
  actor: PersonActor,
  paperIds: readonly string[],
): Promise<Paper[]> {
  const ids: string[] = [];
  for (const id of new Set(paperIds)) if (await isKeeper(house, actor.accountId, id)) ids.push(id);
  return ids.length === 0 ? [] : findPapers(house, ids);
}

function freshSteps(route: PlannedRoute): CaseStep[] {
  return route.steps.map(({ post, rule }, at) => ({
    number: at + 1,
    post,
    rule,
    decision: null,
    decidedBy: null,
    standingFor: null,
  }));
}

interface Filing {
  readonly asked: AskedRequest;
  readonly route: PlannedRoute;
  readonly papers: readonly Paper[];
  readonly year: number;
  readonly number: number;
  readonly nowMs: number;
}

function newCase(house: House, actor: PersonActor, filing: Filing): Case {
  const { asked, route, papers, nowMs } = filing;
  const request_id = house.newId();
  const site_id = house.siteId;
  return {
    row: requestRow(house, actor, { ...filing, requestId: request_id }),
    lessons: asked.lessons.map((lesson, at) => ({
      request_id,
      site_id,
      lesson_id: lesson.lessonId,
      position: at + 1,
      title: lesson.title,
      start_ms: lesson.startMs,
      end_ms: lesson.endMs,
      venue: lesson.venue,
      sensitivity: lesson.sensitivity,
    })),
    steps: freshSteps(route).map(({ number, post, rule }) => ({
      request_id,
      site_id,
      number,
      post,
      rule,
      decision: null,
      decided_by: null,
      decided_by_name: null,
      standing_for: null,
      standing_for_name: null,
      vacancy: false,
      opinion: null,
      decided_at_ms: null,
    })),
    signings: [],
    papers: papers.map((paper) => ({
      request_id,
      site_id,
      paper_id: paper.paperId,
      kind: paper.kind,
      added_by: actor.accountId,
      added_at_ms: nowMs,
    })),
    taken: undefined,
  };
}

function requestRow(
  house: House,
  actor: PersonActor,
  filing: Filing & { readonly requestId: string },
): RequestRow {
  const { asked, route, papers, requestId, year, number, nowMs } = filing;
  const { input, lessons } = asked;
  const digests = papers.map((paper) => paper.sha256);
  const form = { requestId, year, number, ...input, lessons, papers: digests };
  return {
    request_id: requestId,
    site_id: house.siteId,
    year,
    number,
    profile: route.profile,
    operation: route.operation,
    purpose: input.purpose,
    reason: input.reason,
    unit: input.unit,
    handler: input.handler,
    contact: input.contact,
    form: route.form,
    rule: route.rule,
    gives: route.gives,
    masking: route.masking,
    papers_demanded: [...route.papers],
    camera_ids: [...new Set(input.cameraIds)],
    span_start_ms: input.span?.startMs ?? null,
    span_end_ms: input.span?.endMs ?? null,
    window_start_ms: input.window?.startMs ?? null,
    window_end_ms: input.window?.endMs ?? null,
    return_due_ms: input.returnDueMs,
    emergency_asked: input.emergency ?? false,
    filed_by: actor.accountId,
    filed_by_name: actor.name,
    filed_at_ms: nowMs,
    form_sha256: digestOf(form),
    state: "waiting",
    papers_due_ms: null,
    granted_at_ms: null,
    used_at_ms: null,
    receiver: null,
    medium: null,
    returned_how: null,
    ended_at_ms: null,
  };
}
