import type { PaperKind, RequestState } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type CaseEvent, nextState } from "./case-states.ts";
import type { Gives } from "./routes.ts";
import { type CaseStep, type Decider, type PostHolders, whoDecides } from "./who-decides.ts";

/** A case as the rules see it. */
export interface CaseFacts {
  readonly state: RequestState;
  readonly filedBy: string;
  readonly emergencyAsked: boolean;
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
  const signed = of.steps.some(
    (one) => one.decidedBy === ask.accountId || one.standingFor === ask.accountId,
  );
  if (signed) return refused("same_person", { rule });
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
 * The second person of the urgent path (C-38): any holder of a post but the requester. The signature
 * only lets it begin; it is no step of the route, whose own approvers still decide.
 */
export function mayCoSign(of: CaseFacts, accountId: string, people: PostHolders): boolean {
  const holds = Object.values(people.holders).some((ids) => ids.includes(accountId));
  return holds && accountId !== of.filedBy && after(of, "co-sign") !== undefined;
}
