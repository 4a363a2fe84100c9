/** Whole numbers kept as half-open spans, in growing order: which frames were sent, which were hurt. */
export type Span = readonly [from: number, to: number];

/** Adds `number`, which is not below any already in. */
export function extend(spans: Span[], number: number): void {
  const last = spans.at(-1);
  if (last !== undefined && last[1] > number) return;
  if (last !== undefined && last[1] === number) spans[spans.length - 1] = [last[0], number + 1];
  else spans.push([number, number + 1]);
}
