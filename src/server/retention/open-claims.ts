import type { RetentionClass } from "../../contract/retention.ts";
import { termEnd } from "../../kernel/retention/calendar.ts";
import { classEnd, classRules } from "../../kernel/retention/classes.ts";
import type { House } from "../../platform/house.ts";
import type { AgreementRow, ClaimRow, HoldRow } from "./claims.store.ts";
import type { ItemRow } from "./items.store.ts";
import type { OwnTerms } from "./own-terms.store.ts";

type Claimed = Pick<ItemRow, "item_id" | "ended_ms">;

function blank(house: House, item: Claimed, by: string | null) {
  return {
    claim_id: house.newId(),
    site_id: house.siteId,
    item_id: item.item_id,
    class: null,
    delete_by_ms: null,
    hold_id: null,
    agreement_id: null,
    opened_at_ms: house.clock.now(),
    opened_by: by,
    ended_at_ms: null,
    ended_by: null,
  } as const;
}

/** What an item's class asks for. */
export function classClaim(
  house: House,
  item: Claimed,
  as: {
    readonly class: RetentionClass;
    readonly by: string | null;
    /** The institution's own terms in force. */
    readonly terms: OwnTerms;
  },
): ClaimRow {
  const chosen = as.terms.get(as.class);
  const of = {
    endMs: item.ended_ms,
    timeZone: house.config.timeZone,
    ...(chosen === undefined ? {} : { chosen }),
  };
  const { untilMs, deleteByMs } = classEnd(as.class, of);
  return {
    ...blank(house, item, as.by),
    basis: "class",
    class: as.class,
    rule: classRules[as.class].clause,
    until_ms: untilMs,
    delete_by_ms: deleteByMs,
  };
}

const holdRules: Readonly<Record<HoldRow["cause"], string>> = {
  accident: "S0-8.3.3",
  complaint: "S0-8.3.3",
  inspection: "S0-8.3.3",
  litigation: "S3-B4",
  evidence: "S3-B4",
};

/** A hold keeps without end, until it is lifted. */
export function holdClaim(house: House, item: Claimed, hold: HoldRow): ClaimRow {
  return {
    ...blank(house, item, hold.placed_by),
    basis: "hold",
    rule: holdRules[hold.cause],
    until_ms: null,
    hold_id: hold.hold_id,
  };
}

/** An agreement's years, counted as a class's are. */
export function agreementClaim(house: House, item: Claimed, agreement: AgreementRow): ClaimRow {
  return {
    ...blank(house, item, agreement.recorded_by),
    basis: "agreement",
    rule: "S0-8.3.4",
    until_ms: termEnd(item.ended_ms, { years: agreement.years }, house.config.timeZone),
    agreement_id: agreement.agreement_id,
  };
}

/** Whether a hold is about an item: the lesson itself, or what a camera recorded in its span. */
export function isHeldBy(
  hold: HoldRow,
  item: Pick<ItemRow, "home_id" | "cameras" | "start_ms" | "end_ms">,
): boolean {
  if (hold.scope !== "camera")
    return item.home_id !== null && hold.lesson_ids.includes(item.home_id);
  const { camera_label: label, start_ms: startMs, end_ms: endMs } = hold;
  if (label === null || startMs === null || endMs === null) return false;
  return item.cameras.includes(label) && item.start_ms < endMs && item.end_ms > startMs;
}
