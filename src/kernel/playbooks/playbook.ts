import {
  type ClosingNeed,
  type EventKind,
  type EventStep,
  type MeasureKind,
  type MeasureState,
  type NoticeParty,
  eventSteps,
  noticeParties,
} from "../../contract/playbooks.ts";

/** As much of an event's dossier as its way depends on. */
export interface Dossier {
  readonly measures: readonly { readonly state: MeasureState }[];
  readonly notices: readonly { readonly party: NoticeParty; readonly receipt: object | null }[];
  readonly notes: readonly { readonly step: EventStep }[];
  readonly snapshots: readonly unknown[];
  readonly closedAtMs: number | null;
}

/** What each kind of event asks to be cut off first (S0-15); who handles it may do more or less. */
export const advisedMeasures: Readonly<Record<EventKind, readonly MeasureKind[]>> = {
  "system-crash": ["freeze-exports", "isolate-camera"],
  "data-loss": ["freeze-exports", "lock-account"],
  "footage-leak": [
    "freeze-exports",
    "revoke-sign-ins",
    "lock-account",
    "isolate-camera",
    "stop-kiosks",
  ],
  attack: ["revoke-sign-ins", "lock-account", "freeze-exports", "isolate-camera", "stop-kiosks"],
};

/**
 * What is missing before the event may be closed: the risk cut off, or a word why there was nothing to
 * cut; the scene preserved; each of the three told, and that it arrived.
 */
export function missingOf(dossier: Dossier): ClosingNeed[] {
  const missing: ClosingNeed[] = [];
  if (!isCut(dossier)) missing.push("cut");
  if (dossier.snapshots.length === 0) missing.push("preserve");
  for (const party of noticeParties) {
    const told = dossier.notices.filter((notice) => notice.party === party);
    if (told.length === 0) missing.push(`notice-${party}`);
    else if (told.every((notice) => notice.receipt === null)) missing.push(`receipt-${party}`);
  }
  return missing;
}

/** Something was carried out, or somebody said why nothing is to be cut. */
function isCut({ measures, notes }: Dossier): boolean {
  return (
    measures.some(({ state }) => state !== "ordered") || notes.some(({ step }) => step === "cut")
  );
}

/** The steps in their order, and which are done. */
export function stepsOf(dossier: Dossier): { step: EventStep; done: boolean }[] {
  const missing = missingOf(dossier);
  const done: Record<EventStep, boolean> = {
    cut: !missing.includes("cut"),
    preserve: !missing.includes("preserve"),
    report: missing.every((need) => need === "cut" || need === "preserve"),
    handle: dossier.notes.some(({ step }) => step === "handle"),
    conclude: dossier.closedAtMs !== null,
  };
  return eventSteps.map((step) => ({ step, done: done[step] }));
}

/** Who ordered a measure does not give it back alone: a second person does. */
export function mayLift(measure: { readonly orderedBy: string }, accountId: string): boolean {
  return measure.orderedBy !== accountId;
}

/** Where a measure stands, from its times. What ends sign-ins passes with the act. */
export function measureStateOf(of: {
  readonly kind: MeasureKind;
  readonly carriedOutAtMs: number | null;
  readonly liftedAtMs: number | null;
}): MeasureState {
  if (of.liftedAtMs !== null) return "lifted";
  if (of.carriedOutAtMs === null) return "ordered";
  return of.kind === "revoke-sign-ins" ? "done" : "stands";
}
