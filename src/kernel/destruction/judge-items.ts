import type { CopyFate, MethodCategory } from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { KeptReason, RetentionClass } from "../../contract/retention.ts";

/** What the judge of eligibility says about an item, as far as destruction asks. */
export interface Judged {
  readonly itemId: string;
  readonly homeId: string | null;
  readonly eligible: boolean;
  readonly why: readonly KeptReason[];
  readonly class: RetentionClass;
  readonly minUntilMs: number | null;
}

/** The order in which reasons are told: what weighs most first. */
const weight: readonly KeptReason[] = [
  "permanent",
  "held",
  "under-request",
  "not-due",
  "collecting",
  "destroyed",
  "in-destruction",
];

const refusalOf = {
  permanent: "item_permanent",
  held: "item_held",
  "under-request": "item_under_request",
  "not-due": "item_not_due",
  collecting: "item_not_due",
  destroyed: "item_destroyed",
  "in-destruction": "item_in_destruction",
} as const satisfies Record<KeptReason, string>;

export interface Blocked {
  readonly itemId: string;
  readonly why: readonly KeptReason[];
}

/** Items that speak against destroying the list. `own`: the list has been proposed, which is no reason. */
export function blockedItems(judged: readonly Judged[], own: boolean): Blocked[] {
  return judged.flatMap((item) => {
    const why = item.why.filter((reason) => !(own && reason === "in-destruction"));
    const eligible = own ? why.length === 0 : item.eligible && why.length === 0;
    return eligible ? [] : [{ itemId: item.itemId, why: why.length === 0 ? ["not-due"] : why }];
  });
}

/**
 * A list is judged as a whole (S0-8.3.3): one item that must be kept refuses all of them. An item
 * nobody knows refuses it, too.
 */
export function judgeList(
  itemIds: readonly string[],
  judged: readonly Judged[],
  own: boolean,
): Outcome<readonly Judged[]> {
  const known = new Map(judged.map((item) => [item.itemId, item]));
  const asked = itemIds.flatMap((id) => known.get(id) ?? []);
  if (asked.length !== itemIds.length || new Set(itemIds).size !== itemIds.length)
    return refused("not_found");
  const blocked = blockedItems(asked, own);
  const first = weight.find((reason) => blocked.some((item) => item.why.includes(reason)));
  if (first === undefined) return granted(asked);
  return refused(refusalOf[first], { items: blocked.length });
}

/** What a list came to: counts and sums as the form prints them. */
export interface ListSums {
  readonly items: number;
  readonly objects: number;
  readonly sizeBytes: number;
}

export function sumsOf(
  items: readonly { readonly objects: number; readonly sizeBytes: number }[],
): ListSums {
  return {
    items: items.length,
    objects: items.reduce((sum, item) => sum + item.objects, 0),
    sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, 0),
  };
}

/** What a medium is, as far as it decides what overwriting can promise. */
export interface MediumFacts {
  readonly kind: "rotating" | "flash" | "network" | "unknown";
  readonly inPlace: boolean;
}

/**
 * The category of NIST SP 800-88 for bytes that were overwritten where they lay: only a turning disk
 * under a file system that writes in place was cleared for certain.
 */
export function localCategory(medium: MediumFacts): MethodCategory {
  return medium.kind === "rotating" && medium.inPlace ? "clear" : "clear-limited";
}

/** When the last locked copy is released; null: none is locked. */
export function lockedUntil(copies: readonly CopyFate[]): number | null {
  const ends = copies.flatMap((copy) =>
    copy.state === "locked-until" && copy.untilMs !== null ? [copy.untilMs] : [],
  );
  return ends.length === 0 ? null : Math.max(...ends);
}

/** A camera's day as the standing order sees it. */
export interface RollingDay extends Judged {
  readonly kind: "lesson" | "watch";
  readonly endMs: number;
}

/**
 * What the standing order covers (C-27): days of 24-hour cameras in the rolling class, 30 days past
 * their end, against which nothing speaks. Everything else needs a case.
 */
export function coveredByOrder(days: readonly RollingDay[], nowMs: number): RollingDay[] {
  return days.filter(
    (day) =>
      day.kind === "watch" &&
      day.homeId !== null &&
      day.class === "V30" &&
      day.eligible &&
      day.why.length === 0 &&
      day.minUntilMs !== null &&
      day.minUntilMs <= nowMs &&
      nowMs - day.endMs >= limits.rollingLeastMs,
  );
}
