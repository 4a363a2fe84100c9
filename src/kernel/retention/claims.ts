import type { ClaimBasis, ItemState, KeptReason } from "../../contract/retention.ts";

/** One reason to keep something. Null: without end. */
export interface ClaimFact {
  readonly basis: ClaimBasis;
  readonly untilMs: number | null;
  readonly deleteByMs: number | null;
}

export interface ItemFacts {
  readonly state: ItemState;
  /** A case that is not closed yet asks for it. */
  readonly underRequest: boolean;
}

export interface Judgement {
  /** The longest claim's end; null: without end. */
  readonly minUntilMs: number | null;
  /** When it is looked at again: never before the minimum, and never by itself the end. */
  readonly reviewAtMs: number | null;
  /** Only where every claim has one (C-06), and not while anything holds it. */
  readonly deleteByMs: number | null;
  /** Every claim has ended. */
  readonly due: boolean;
  /** Due, and nothing speaks against destroying it. */
  readonly eligible: boolean;
  readonly why: readonly KeptReason[];
}

/**
 * What the claims of an item say at an instant. The longest wins; a hold has no end; nothing else
 * decides. An item without any claim is kept: somebody forgot, and forgetting destroys nothing.
 */
export function judge(item: ItemFacts, claims: readonly ClaimFact[], nowMs: number): Judgement {
  const held = claims.some((claim) => claim.basis === "hold");
  const kept = claims.filter((claim) => claim.basis !== "hold");
  const permanent = kept.some((claim) => claim.untilMs === null);
  const minUntilMs = claims.some((claim) => claim.untilMs === null) ? null : latest(kept);
  const due = minUntilMs !== null && minUntilMs <= nowMs;
  const why = reasons(item, { held, permanent, due });
  const deletes = kept.map((claim) => claim.deleteByMs);
  const mayEnd = kept.length > 0 && deletes.every((at) => at !== null);
  return {
    minUntilMs,
    reviewAtMs: minUntilMs,
    deleteByMs: mayEnd && !held && !item.underRequest ? maximum(deletes) : null,
    due,
    eligible: why.length === 0,
    why,
  };
}

function reasons(
  item: ItemFacts,
  seen: { readonly held: boolean; readonly permanent: boolean; readonly due: boolean },
): KeptReason[] {
  const { state, underRequest } = item;
  if (state === "destroyed") return ["destroyed"];
  const found: KeptReason[] = [];
  if (seen.permanent) found.push("permanent");
  if (seen.held) found.push("held");
  if (!seen.permanent && !seen.held && !seen.due) found.push("not-due");
  if (underRequest) found.push("under-request");
  if (state === "collecting") found.push("collecting");
  if (state === "in-destruction" || state === "being-destroyed") found.push("in-destruction");
  return found;
}

/** The latest end; an item without claims has none. */
function latest(claims: readonly ClaimFact[]): number | null {
  return claims.length === 0 ? null : maximum(claims.map((claim) => claim.untilMs));
}

function maximum(instants: readonly (number | null)[]): number {
  return Math.max(...instants.map((at) => at ?? 0));
}
