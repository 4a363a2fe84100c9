import type { KeptReason, RetentionClass } from "../../contract/retention.ts";

/** What the only judge of eligibility says about one item. */
export interface Due {
  readonly itemId: string;
  /** The vault's folder of one occasion; null for what is no recording. */
  readonly homeId: string | null;
  /** Nothing speaks against destroying it: it may be proposed, never more by itself. */
  readonly eligible: boolean;
  readonly why: readonly KeptReason[];
  /** Null: without end. */
  readonly minUntilMs: number | null;
  readonly deleteByMs: number | null;
  readonly class: RetentionClass;
}

export interface DueAsk {
  readonly nowMs: number;
  /** Missing: every item whose claims have ended. */
  readonly itemIds?: readonly string[];
}
