import type { ArchiveStep, CampaignState, Carrier, Receiver } from "../../contract/archive.ts";
import { receivers } from "../../contract/archive.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { dayStart } from "../local-time.ts";
import { stepItem } from "../retention/trace-item.ts";

/** 1 to 31 December in the house's time zone, half-open. */
export function decemberOf(year: number, timeZone: string) {
  return {
    fromMs: dayStart(`${year}-12-01`, timeZone),
    dueMs: dayStart(`${year + 1}-01-01`, timeZone),
  };
}

/**
 * Whether an item belongs on the list (S0-16, C-33): permanent always, five years by the institution's
 * choice, as far as there is such a step from where it stands now.
 */
export function isCandidate(
  item: Pick<ItemLine, "class" | "kind" | "state">,
  fiveYears: boolean,
): boolean {
  const meant = item.class === "P" || (fiveYears && item.class === "T5");
  return meant && stepItem(item.kind, item.state, "archive") !== undefined;
}

/** Recordings become packages; sheets and papers are handed over as they are. */
export function carrierOf(item: Pick<ItemLine, "source">): Carrier {
  if (item.source === "lesson" || item.source === "watch-day") return "electronic";
  return item.source === "sheet" || item.source === "paper" ? "paper" : "system";
}

export function campaignState(of: {
  readonly nowMs: number;
  readonly fromMs: number;
  readonly confirmed: boolean;
  readonly received: readonly Receiver[];
}): CampaignState {
  if (of.confirmed && missingReceipts(of.received).length === 0) return "handed-over";
  if (of.confirmed) return "confirmed";
  return of.nowMs < of.fromMs ? "preparing" : "open";
}

export function missingReceipts(received: readonly Receiver[]): Receiver[] {
  return receivers.filter((receiver) => !received.includes(receiver));
}

/** A list is handed over when nothing of it is on its way any more. */
export function mayHandOver(steps: readonly ArchiveStep[]): boolean {
  return steps.every((step) => step === "archived" || step === "defective");
}
