/** What was approved, in lessons, cameras and time. */
export interface GrantedRange {
  readonly lessonIds: readonly string[];
  /** None: every camera of the lessons. */
  readonly cameraIds: readonly string[];
  readonly span: { readonly startMs: number; readonly endMs: number } | null;
}

export interface AskedRange {
  readonly lessonIds: readonly string[];
  readonly cameraIds: readonly string[];
  /** Null: the whole of them, which a part does not cover. */
  readonly span: { readonly startMs: number; readonly endMs: number } | null;
}

/** Whether what is asked lies wholly within what was approved (S1-E3): nothing wider is ever given. */
export function withinGrant(grant: GrantedRange, ask: AskedRange): boolean {
  if (!ask.lessonIds.every((id) => grant.lessonIds.includes(id))) return false;
  const cameras =
    grant.cameraIds.length === 0 ||
    (ask.cameraIds.length > 0 && ask.cameraIds.every((id) => grant.cameraIds.includes(id)));
  if (!cameras) return false;
  if (grant.span === null) return true;
  return (
    ask.span !== null &&
    ask.span.startMs < ask.span.endMs &&
    ask.span.startMs >= grant.span.startMs &&
    ask.span.endMs <= grant.span.endMs
  );
}
