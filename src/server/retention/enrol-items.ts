import type { Partition } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import type { ItemKind, ItemSource, RetentionClass } from "../../contract/retention.ts";
import { localTime } from "../../kernel/local-time.ts";
import { classRules } from "../../kernel/retention/classes.ts";
import { firstState } from "../../kernel/retention/trace-item.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import {
  type AgreementRow,
  type ClaimRow,
  type HoldRow,
  insertClaims,
  selectAgreements,
  selectHolds,
} from "./claims.store.ts";
import { drawNumber, insertItem, type ItemRow, knownKeys } from "./items.store.ts";
import { selectTermsInForce } from "./own-terms.store.ts";
import { agreementClaim, classClaim, holdClaim, isHeldBy } from "./open-claims.ts";

/** Something to keep account of. */
export interface NewItem {
  readonly kind: ItemKind;
  readonly source: ItemSource;
  readonly sourceKey: string;
  readonly homeId: string | null;
  readonly name: string;
  readonly place: string;
  readonly partition: Partition;
  readonly class: RetentionClass;
  readonly span: { readonly startMs: number; readonly endMs: number };
  readonly formedMs: number;
  /** From the end of this instant's day its term runs; null: it goes on, and nothing claims it yet. */
  readonly endedMs: number | null;
  readonly cameras: readonly string[];
  readonly sizeBytes: number;
  readonly path: string;
}

/** Holds and agreements that stand, for items that come later than they did. */
export interface Standing {
  readonly holds: readonly HoldRow[];
  readonly agreements: readonly AgreementRow[];
}

export async function standingNow(house: House, tx: Writing): Promise<Standing> {
  const most = limits.retentionCauses;
  return {
    holds: await selectHolds(tx, house.siteId, { live: true, most }),
    agreements: await selectAgreements(tx, house.siteId, most),
  };
}

/** Holds and agreements that speak of an item and do not claim it yet. */
export function furtherClaims(
  house: House,
  item: ItemRow,
  of: { readonly standing: Standing; readonly known: readonly ClaimRow[] },
): ClaimRow[] {
  const { standing, known } = of;
  const holds = standing.holds.filter(
    (hold) => isHeldBy(hold, item) && !known.some((claim) => claim.hold_id === hold.hold_id),
  );
  const agreements = standing.agreements.filter(
    (one) =>
      item.home_id !== null &&
      one.lesson_ids.includes(item.home_id) &&
      !known.some((claim) => claim.agreement_id === one.agreement_id),
  );
  return [
    ...holds.map((hold) => holdClaim(house, item, hold)),
    ...agreements.map((one) => agreementClaim(house, item, one)),
  ];
}

/** Takes items into account that are not yet; twice is once. Each is an entry. */
export async function enrolItems(
  house: House,
  tx: Writing,
  items: readonly NewItem[],
): Promise<{ rows: ItemRow[]; drafts: EntryDraft[] }> {
  const rows: ItemRow[] = [];
  const drafts: EntryDraft[] = [];
  const standing = await standingNow(house, tx);
  const terms = await selectTermsInForce(tx, house.siteId);
  for (const [source, some] of Map.groupBy(items, (item) => item.source)) {
    const keys = some.map((item) => item.sourceKey);
    const known = await knownKeys(tx, house.siteId, { source, keys });
    for (const item of some) {
      if (known.has(item.sourceKey)) continue;
      const row = await insertNew(house, tx, item);
      const claims = [
        ...(item.endedMs === null
          ? []
          : [classClaim(house, row, { class: row.class, by: null, terms })]),
        ...furtherClaims(house, row, { standing, known: [] }),
      ];
      await insertClaims(tx, claims);
      rows.push(row);
      drafts.push(enrolledDraft(row, claims[0]?.until_ms ?? null));
    }
  }
  return { rows, drafts };
}

async function insertNew(house: House, tx: Writing, item: NewItem): Promise<ItemRow> {
  const nowMs = house.clock.now();
  const year = Number(localTime(item.formedMs, house.config.timeZone).date.slice(0, 4));
  const row: ItemRow = {
    item_id: house.newId(),
    site_id: house.siteId,
    year,
    number: await drawNumber(tx, { siteId: house.siteId, year }),
    kind: item.kind,
    source: item.source,
    source_key: item.sourceKey,
    home_id: item.homeId,
    name: item.name.slice(0, 600),
    place: item.place,
    partition: item.partition,
    class: item.class,
    state: firstState,
    start_ms: item.span.startMs,
    end_ms: item.span.endMs,
    formed_ms: item.formedMs,
    ended_ms: item.endedMs ?? item.formedMs,
    cameras: [...item.cameras],
    size_bytes: item.sizeBytes,
    path: item.path,
    looks: 0,
    uses: 0,
    enrolled_at_ms: nowMs,
    state_at_ms: nowMs,
    disposal_reference: null,
  };
  await insertItem(tx, row);
  return row;
}

export const itemNumber = (item: Pick<ItemRow, "year" | "number">): string =>
  `${item.year}-${String(item.number).padStart(6, "0")}`;

function enrolledDraft(row: ItemRow, untilMs: number | null): EntryDraft {
  return {
    kind: "item.enrolled@1",
    subject: { type: "item", id: row.item_id },
    body: {
      itemId: row.item_id,
      number: itemNumber(row),
      kind: row.kind,
      source: row.source,
      sourceKey: row.source_key,
      class: row.class,
      rule: classRules[row.class].clause,
      partition: row.partition,
      formedMs: row.formed_ms,
      endedMs: row.ended_ms,
      untilMs,
    },
  };
}
