import { type PaperKind, type RequestState, rolePosts } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type CaseEvent, nextState } from "./case-states.ts";
import { topPost } from "./plan-route.ts";
import type { Gives } from "./routes.ts";
import { type CaseStep, type Decider, type PostHolders, whoDecides } from "./who-decides.ts";

/** A case as the rules see it. */
export interface CaseFacts {
  readonly state: RequestState;
  readonly filedBy: string;
  readonly emergencyAsked: boolean;
  /** Something it asks for is labelled sensitive or secret. */
  readonly sensitive: boolean;
  /** Who let it begin before it was decided; null where nobody did. */
  readonly coSignedBy: string | null;
  readonly gives: Gives;
  readonly steps: readonly CaseStep[];
  readonly papersDemanded: readonly PaperKind[];
  readonly papers: readonly PaperKind[];
  readonly returnDueMs: number | null;
  readonly returned: boolean;
}

/** The step that waits; undefined when none does. */
export function waitingStep(of: Pick<CaseFacts, "state" | "steps">): CaseStep | undefined {
  if (of.state !== "waiting" && of.state !== "emergency") return undefined;
  return of.steps.find((step) => step.decision === null);
}

export interface Decided {
  readonly state: RequestState;
  readonly decider: Decider;
}

/** One person decides one step, or is told by which rule not. Nothing is decided out of its turn. */
export function decideStep(
  of: CaseFacts,
  ask: {
    readonly accountId: string;
    readonly step: number;
    readonly decision: "agreed" | "disagreed";
    readonly opinion: string;
  },
  people: PostHolders,
): Outcome<Decided> {
  const step = of.steps.find((one) => one.number === ask.step);
  if (step === undefined) return refused("not_found");
  const rule = step.rule;
  if (of.state !== "waiting" && of.state !== "emergency")
    return refused(step.decision === null ? "request_not_open" : "step_decided", { rule });
  if (step.decision !== null) return refused("step_decided", { rule });
  if (waitingStep(of)?.number !== step.number) return refused("wrong_order", { rule });
  if (ask.accountId === of.filedBy) return refused("own_request", { rule });
  if (hasPart(of, ask.accountId)) return refused("same_person", { rule });
  const decider = whoDecides(of, step, people).find((one) => one.accountId === ask.accountId);
  if (decider === undefined) return refused("not_your_step", { rule });
  const missing = of.papersDemanded.filter((kind) => !of.papers.includes(kind));
  if (ask.decision === "agreed" && missing.length > 0)
    return refused("paper_missing", { papers: missing.join(" "), rule });
  // A no without its reason helps nobody.
  if (ask.decision === "disagreed" && ask.opinion === "")
    return refused("field_missing", { fields: "opinion", rule });
  const state = after(of, eventOf(of, ask.decision));
  return state === undefined ? refused("request_not_open", { rule }) : granted({ state, decider });
}

/** Whether somebody, or a delegate for them, has signed in the case already. */
export function hasPart(of: Pick<CaseFacts, "coSignedBy" | "steps">, accountId: string): boolean {
  return (
    of.coSignedBy === accountId ||
    of.steps.some((one) => one.decidedBy === accountId || one.standingFor === accountId)
  );
}

function eventOf(of: CaseFacts, decision: "agreed" | "disagreed"): CaseEvent {
  if (decision === "disagreed") return "disagree";
  return of.steps.filter((step) => step.decision === null).length === 1 ? "agree-last" : "agree";
}

/** The state after an event of this case; undefined where it is not allowed. */
export function after(of: CaseFacts, event: CaseEvent): RequestState | undefined {
  const owed = of.returnDueMs !== null && !of.returned;
  return nextState(of.state, event, {
    gives: of.gives,
    owed,
    emergencyAsked: of.emergencyAsked,
  });
}

/** The requester takes a case back while nobody has decided it whole. */
export function mayWithdraw(of: CaseFacts, accountId: string): boolean {
  return of.filedBy === accountId && after(of, "withdraw") !== undefined;
}

/**
 * The second person of the urgent path (C-38): any holder of a post but the requester and whoever has
 * decided a step. The signature only lets it begin; it is no step of the route, and whoever gave it
 * decides none of them. For what is sensitive a lower post than the route's highest does not do (S3-Q2).
 */
export function mayCoSign(of: CaseFacts, accountId: string, people: PostHolders): boolean {
  const high = of.sensitive ? rolePosts.slice(Math.max(0, topPost(of.steps))) : rolePosts;
  const holds = high.some((post) => people.holders[post].includes(accountId));
  const free = accountId !== of.filedBy && !hasPart(of, accountId);
  return holds && free && after(of, "co-sign") !== undefined;
}
