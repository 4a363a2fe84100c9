import type { PlaceState } from "../../contract/osce.ts";

/** How a place stands: before its recording it waits; then every camera of it records, or one is down. */
export function conditionOf(of: {
  readonly nowMs: number;
  /** Of the recording, half-open. */
  readonly span: { readonly startMs: number; readonly endMs: number };
  readonly cameras: number;
  readonly recording: number;
  /** Its examiner has opened the exam there (S0-5.2.3). */
  readonly opened: boolean;
}): PlaceState["condition"] {
  const { nowMs, span, cameras, recording, opened } = of;
  if (nowMs >= span.startMs && nowMs < span.endMs && (cameras === 0 || recording < cameras))
    return "camera-down";
  if (!opened) return "waiting";
  return nowMs >= span.startMs && nowMs < span.endMs ? "recording" : "ready";
}
