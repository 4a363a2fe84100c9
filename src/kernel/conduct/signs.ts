import type { SuspicionReason, ViolationCode } from "../../contract/conduct.ts";
import type { Leaf } from "../../contract/entries.ts";

/** An entry as far as it may tell of a violation. */
export interface ToldFact {
  readonly entryId: string;
  readonly atMs: number;
  readonly leaf: Pick<Leaf, "kind" | "actor" | "subject" | "body">;
}

/** What the ledger tells beside it. */
export interface Around {
  /** Sign-ins and attendance of the quarter of an hour before, itself among them. */
  readonly near: readonly ToldFact[];
  /** When the incident was raised that is acknowledged here. */
  readonly raisedAtMs: number | undefined;
  /** Whose sign-in the code of a found picture leads to. */
  readonly tracedAccountId?: string | undefined;
}

export interface Suspected {
  readonly code: ViolationCode;
  readonly reason: SuspicionReason;
  /** The same fact has the same key, so it is suspected once. */
  readonly factKey: string;
  readonly lessonId: string | null;
  readonly cameraId: string | null;
  readonly accountId: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
}
