import {
  type Operation,
  type PaperKind,
  type Post,
  type Profile,
  type RequestInput,
  rolePosts,
} from "../../contract/approval.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { type ApprovalRoute, type Field, type RouteStep, approvalRoutes } from "./routes.ts";

export interface PlannedRoute extends Omit<ApprovalRoute, "masking"> {
  readonly profile: Profile;
  readonly operation: Operation;
  readonly masking: boolean;
}

/** As much of a request as its route depends on. */
export interface RouteAsk {
  readonly operation: Operation;
  /** The highest label of its lessons (S3-Q2). */
  readonly label: Sensitivity;
  readonly requesterPosts: readonly Post[];
}

/**
 * The route of a request; what its requester's own post would decide goes where the table says, and
 * what is sensitive goes one post higher than it would.
 */
export function planRoute(profile: Profile, ask: RouteAsk): Outcome<PlannedRoute> {
  const { operation, label, requesterPosts } = ask;
  const route = approvalRoutes[profile][operation];
  if ("withheld" in route) return refused("operation_withheld", { rule: route.withheld });
  const steps = route.steps.map((step): RouteStep =>
    step.whenOwn !== undefined && requesterPosts.includes(step.post)
      ? { post: step.whenOwn, rule: step.rule }
      : { post: step.post, rule: step.rule },
  );
  return granted({
    ...route,
    steps: label === "ordinary" ? steps : raised(steps),
    masking: route.masking ?? false,
    profile,
    operation,
  });
}

/** A lower approver alone never suffices for what is sensitive (S3-Q2): the next higher post decides, too. */
function raised(steps: readonly RouteStep[]): readonly RouteStep[] {
  const post = rolePosts[topPost(steps) + 1];
  return post === undefined ? steps : [...steps, { post, rule: "S3-Q2" }];
}

/** How high the highest post of a route stands among those that roles hold; -1 where none does. */
export function topPost(steps: readonly { readonly post: Post }[]): number {
  return Math.max(-1, ...steps.map((step) => rolePosts.findIndex((post) => post === step.post)));
}

type Form = Pick<
  RequestInput,
  "unit" | "lessonIds" | "purpose" | "reason" | "handler" | "contact" | "returnDueMs" | "window"
>;

const filled: Readonly<Record<Field, (form: Form) => boolean>> = {
  unit: (form) => form.unit !== "",
  content: (form) => form.lessonIds.length > 0,
  purpose: (form) => form.purpose !== null,
  reason: (form) => form.reason !== "",
  handler: (form) => form.handler !== "",
  contact: (form) => form.contact !== "",
  returnDue: (form) => form.returnDueMs !== null,
  window: (form) => form.window !== null,
};

export function missingFields(route: Pick<ApprovalRoute, "fields">, form: Form): Field[] {
  return route.fields.filter((field) => !filled[field](form));
}

export function missingPapers(
  route: Pick<ApprovalRoute, "papers">,
  have: readonly PaperKind[],
): PaperKind[] {
  return route.papers.filter((kind) => !have.includes(kind));
}

/**
 * Why this form cannot be filed now; undefined when it can. An urgent case may be filed before its
 * papers are there (C-38): they are then demanded of the steps.
 */
export function judgeForm(
  route: PlannedRoute,
  form: Form & Pick<RequestInput, "span" | "emergency">,
  at: { readonly papers: readonly PaperKind[]; readonly nowMs: number },
): Refusal | undefined {
  // The purpose is a closed list on every request (S0-12.1), so it has a refusal of its own.
  if (form.purpose === null) return refused("purpose_missing");
  const fields = missingFields(route, form);
  if (fields.length > 0)
    return refused("field_missing", { fields: fields.join(" "), rule: route.rule });
  const papers = missingPapers(route, at.papers);
  if (papers.length > 0 && form.emergency !== true)
    return refused("paper_missing", { papers: papers.join(" "), rule: route.rule });
  return judgeTimes(route, form, at.nowMs);
}

function judgeTimes(
  route: PlannedRoute,
  form: Pick<RequestInput, "span" | "window" | "returnDueMs">,
  nowMs: number,
): Refusal | undefined {
  const { span, window, returnDueMs } = form;
  if (span !== null && span.endMs <= span.startMs) return refused("span_invalid");
  if (window !== null) {
    if (window.endMs <= window.startMs || window.endMs <= nowMs) return refused("span_invalid");
    if (window.endMs - window.startMs > limits.viewGrantLongestMs) return refused("span_invalid");
    if (route.gives !== "viewing") return refused("span_invalid");
  }
  if (returnDueMs !== null && returnDueMs <= nowMs) return refused("span_invalid");
  return undefined;
}
