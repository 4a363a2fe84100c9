import { limits } from "../../contract/limits.ts";
import { type Span, mergeSpans } from "../timeline.ts";

/**
 * How long a post is lent without a break, were it lent for `asked` as well. Delegations with less than
 * a day between them count as one: thirty days are not made sixty by a second paper (C-38).
 */
export function unbrokenMs(asked: Span, others: readonly Span[]): number {
  const runs = mergeSpans([asked, ...others], limits.delegationRestMs - 1);
  const run = runs.find(({ startMs, endMs }) => startMs <= asked.startMs && asked.endMs <= endMs);
  return run === undefined ? 0 : run.endMs - run.startMs;
}
