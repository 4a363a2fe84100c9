import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { ItemLine, LessonKeeping } from "../../contract/retention.ts";
import type { ForecastLine, ItemFilter } from "../../contract/routes/retention.ts";
import { localTime } from "../../kernel/local-time.ts";
import { classRules } from "../../kernel/retention/classes.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { copiesOf } from "../copies/index.ts";
import { lessons } from "../lessons/index.ts";
import { itemNumber } from "./enrol-items.ts";
import {
  countStanding,
  selectEnds,
  selectStanding,
  type StandingFilter,
  type StandingRow,
} from "./items.store.ts";

/** A page of the register of keeping, as far as the reader's tier shows it. */
export async function listItems(
  house: House,
  actor: PersonActor,
  ask: ItemFilter,
): Promise<Outcome<{ items: ItemLine[]; total: number }>> {
  const filter = filterOf(ask);
  const [rows, total] = await asTier(house, actor, async (db) => [
    await selectStanding(db, house.siteId, { ...filter, offset: ask.offset }),
    await countStanding(db, house.siteId, filter),
  ]);
  return granted({ items: await linesOf(house, rows), total });
}

function filterOf(ask: ItemFilter): StandingFilter {
  return {
    text: ask.text,
    kind: ask.kind,
    class: ask.class,
    partition: ask.partition,
    state: ask.state,
    held: ask.held === undefined ? undefined : ask.held === "yes",
    dueBeforeMs: ask.dueBeforeMs,
    most: limits.pageRows,
  };
}

export async function linesOf(house: House, rows: readonly StandingRow[]): Promise<ItemLine[]> {
  const told = await copiesOf(
    house,
    rows.flatMap((row) => row.home_id ?? []),
  );
  const verified = new Map(
    told.map((home) => [
      home.homeId,
      home.targets.filter((target) => target.state === "verified").length -
        (home.damagedHere ? 1 : 0),
    ]),
  );
  return rows.map((row) => lineOf(row, verified));
}

/** Items by their ids, for the rooms that end or archive them. */
export async function findItems(house: House, ids: readonly string[]): Promise<ItemLine[]> {
  const rows = await selectStanding(house.db, house.siteId, { ids, most: ids.length + 1 });
  return linesOf(house, rows);
}

function lineOf(row: StandingRow, copies: ReadonlyMap<string, number>): ItemLine {
  return {
    itemId: row.item_id,
    number: itemNumber(row),
    kind: row.kind,
    source: row.source,
    name: row.name,
    partition: row.partition,
    class: row.class,
    formedMs: row.formed_ms,
    minUntilMs: row.held || row.endless ? null : row.until_ms,
    deleteByMs: row.held ? null : row.delete_by_ms,
    held: row.held,
    copies: copiesOfRow(row, copies),
    state: row.state,
  };
}

/** The house's own set, where it is sound, and what was verified elsewhere; gone is gone. */
function copiesOfRow(row: StandingRow, copies: ReadonlyMap<string, number>): number | null {
  if (row.home_id === null) return null;
  return row.state === "destroyed" ? 0 : 1 + (copies.get(row.home_id) ?? 0);
}

/** Items formed in a period with the facts of their storage, a page at a time: the registers' reading. */
export async function itemsIn(
  house: House,
  ask: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly text: string;
    readonly footageOnly: boolean;
    readonly offset: number;
    readonly most: number;
  },
): Promise<{ items: (ItemLine & ItemStorage)[]; total: number }> {
  const { fromMs, toMs, text, footageOnly, offset, most } = ask;
  const filter = { formed: { fromMs, toMs }, text, footageOnly, most };
  const total = await countStanding(house.db, house.siteId, filter);
  if (most === 0) return { items: [], total };
  const rows = await selectStanding(house.db, house.siteId, { ...filter, offset });
  const lines = await linesOf(house, rows);
  const stored = lines.flatMap((line, at) => {
    const row = rows[at];
    if (row === undefined) return [];
    return [{ ...line, place: row.place, cameras: row.cameras, sizeBytes: row.size_bytes }];
  });
  return { items: stored, total };
}

export interface ItemStorage {
  readonly place: string;
  readonly cameras: readonly string[];
  readonly sizeBytes: number;
}

/** What keeping says about one lesson, to whoever may know it; null before it is sealed. */
export async function lessonKeeping(
  house: House,
  reader: PersonActor,
  lessonId: string,
): Promise<Outcome<{ keeping: LessonKeeping | null }>> {
  const known = await lessons.read(house, reader, lessonId);
  if (!known.ok) return known;
  const [row] = await asTier(house, reader, (db) =>
    selectStanding(db, house.siteId, { homeIds: [lessonId], most: 1 }),
  );
  if (row === undefined) return granted({ keeping: null });
  const [line] = await linesOf(house, [row]);
  return granted({
    keeping: {
      copies: line?.copies ?? null,
      class: row.class,
      rule: classRules[row.class].clause,
      minUntilMs: row.held || row.endless ? null : row.until_ms,
      held: row.held,
      state: row.state,
    },
  });
}

/** What falls due month by month, by class and partition; what is due already stands first. */
export async function forecast(
  house: House,
  ask: { readonly months: number },
): Promise<Outcome<{ months: ForecastLine[]; endless: number; later: number }>> {
  const zone = house.config.timeZone;
  const now = localTime(house.clock.now(), zone).date;
  const last = monthsOn(now, ask.months);
  const months = new Map<string, ForecastLine>();
  let [endless, later] = [0, 0];
  for (const end of await selectEnds(house.db, house.siteId)) {
    if (end.endless || end.until_ms === null) endless += end.items;
    else {
      const due = localTime(end.until_ms, zone).date.slice(0, 7);
      const month = due < now.slice(0, 7) ? now.slice(0, 7) : due;
      if (month >= last) later += end.items;
      else addTo(months, { ...end, month });
    }
  }
  const lines = [...months.values()].toSorted(
    (a, b) => order(a.month, b.month) || order(a.class, b.class) || order(a.partition, b.partition),
  );
  return granted({ months: lines, endless, later });
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function addTo(
  months: Map<string, ForecastLine>,
  of: Omit<ForecastLine, "sizeBytes"> & { readonly size_bytes: number },
): void {
  const key = `${of.month} ${of.class} ${of.partition}`;
  const known = months.get(key);
  months.set(key, {
    month: of.month,
    class: of.class,
    partition: of.partition,
    items: (known?.items ?? 0) + of.items,
    sizeBytes: (known?.sizeBytes ?? 0) + of.size_bytes,
  });
}

/** `2026-06` plus so many months. */
function monthsOn(date: string, months: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const at = year * 12 + (month - 1) + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
