/** What one look says of one kind: wrong, well, or nothing can be said. */
export type Sight = "wrong" | "well" | "unknown";

/** How long something must last before it counts, and how long it must be well again. */
export interface Patience {
  readonly looks: number;
  readonly lastsMs: number;
  readonly wellLooks: number;
  readonly wellMs: number;
}

/** One kind at one camera. `sinceMs` is when it began, as far as it was seen. */
export interface Lasting {
  readonly active: boolean;
  readonly looks: number;
  readonly sinceMs: number;
  /** Looks that said the contrary of `active`, and since when. */
  readonly against: number;
  readonly againstMs: number;
}

export const nothing: Lasting = { active: false, looks: 0, sinceMs: 0, against: 0, againstMs: 0 };

export interface LastingStep {
  readonly state: Lasting;
  readonly turned: "began" | "ended" | undefined;
}

export interface Looked {
  readonly sight: Sight;
  readonly atMs: number;
  /** Since when it is so, where the look itself can tell. */
  readonly sinceMs?: number | undefined;
}

/**
 * One look further. What comes and goes within the patience leaves no trace; a look that could say
 * nothing neither begins nor ends anything.
 */
export function stepLasting(state: Lasting, look: Looked, patience: Patience): LastingStep {
  const { sight, atMs } = look;
  if (sight === "unknown") return { state, turned: undefined };
  const contrary = (sight === "wrong") !== state.active;
  if (!contrary)
    return { state: { ...state, looks: state.looks + 1, against: 0 }, turned: undefined };
  const against = state.against + 1;
  const againstMs = state.against === 0 ? (look.sinceMs ?? atMs) : state.againstMs;
  const looks = state.active ? patience.wellLooks : patience.looks;
  const lastsMs = state.active ? patience.wellMs : patience.lastsMs;
  if (against < looks || atMs - againstMs < lastsMs)
    return { state: { ...state, against, againstMs }, turned: undefined };
  const active = !state.active;
  return {
    state: { active, looks: against, sinceMs: againstMs, against: 0, againstMs: 0 },
    turned: active ? "began" : "ended",
  };
}

/** The last looks said the contrary of what is held: worth a closer look. */
export function isDoubtful(state: Lasting | undefined): boolean {
  return state !== undefined && state.against > 0;
}

/** Something that is known to go on, taken up again after a new start. */
export function goingOn(sinceMs: number): Lasting {
  return { ...nothing, active: true, sinceMs };
}
