import { type SqlBool, sql } from "kysely";
import type { Partition } from "../../contract/lesson.ts";
import type { ItemKind, ItemSource, ItemState, RetentionClass } from "../../contract/retention.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

export type ItemRow = RetentionTables["retention.item"];

/** An item with what its live claims come to; the claims stand by themselves. */
export type StandingRow = Omit<ItemRow, "path"> & {
  readonly held: boolean;
  readonly endless: boolean;
  readonly until_ms: number | null;
  readonly delete_by_ms: number | null;
};

const shown = [
  "i.item_id",
  "i.site_id",
  "i.year",
  "i.number",
  "i.kind",
  "i.source",
  "i.source_key",
  "i.home_id",
  "i.name",
  "i.place",
  "i.partition",
  "i.class",
  "i.state",
  "i.start_ms",
  "i.end_ms",
  "i.formed_ms",
  "i.ended_ms",
  "i.cameras",
  "i.size_bytes",
  "i.looks",
  "i.uses",
  "i.enrolled_at_ms",
  "i.state_at_ms",
  "i.disposal_reference",
] as const;

export async function drawNumber(
  tx: Writing,
  of: { readonly siteId: string; readonly year: number },
): Promise<number> {
  const row = await tx
    .withTables<RetentionTables>()
    .insertInto("retention.counter")
    .values({ site_id: of.siteId, year: of.year, last: 1 })
    .onConflict((known) =>
      known
        .columns(["site_id", "year"])
        .doUpdateSet({ last: sql<number>`retention.counter.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertItem(tx: Writing, row: ItemRow): Promise<void> {
  await tx.withTables<RetentionTables>().insertInto("retention.item").values(row).execute();
}

export async function updateItem(
  tx: Writing,
  itemId: string,
  change: Partial<ItemRow>,
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.item")
    .set(change)
    .where("item_id", "=", itemId)
    .execute();
}

export interface ItemChoice {
  readonly ids?: readonly string[];
  readonly homeIds?: readonly string[];
  readonly states?: readonly ItemState[];
  readonly source?: ItemSource;
  readonly keys?: readonly string[];
  /** Recordings of a camera that show something of a span. */
  readonly shows?: { readonly label: string; readonly startMs: number; readonly endMs: number };
  readonly endedBefore?: number;
  readonly most: number;
}

/** Rows by their number, the house's own reading. */
export function selectItems(
  db: Database | Writing,
  siteId: string,
  choice: ItemChoice,
): Promise<ItemRow[]> {
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.item")
    .selectAll()
    .where("site_id", "=", siteId);
  if (choice.ids !== undefined) query = query.where("item_id", "in", orNobody(choice.ids));
  if (choice.homeIds !== undefined) query = query.where("home_id", "in", orNobody(choice.homeIds));
  if (choice.states !== undefined) query = query.where("state", "in", [...choice.states]);
  if (choice.keys !== undefined) query = query.where("source_key", "in", [...choice.keys, ""]);
  if (choice.source !== undefined) query = query.where("source", "=", choice.source);
  if (choice.endedBefore !== undefined) query = query.where("ended_ms", "<", choice.endedBefore);
  const { shows } = choice;
  if (shows !== undefined)
    query = query
      .where(sql<SqlBool>`${shows.label} = any (cameras)`)
      .where("start_ms", "<", shows.endMs)
      .where("end_ms", ">", shows.startMs);
  return query.orderBy("year").orderBy("number").limit(choice.most).execute();
}

const nobody = "00000000-0000-7000-8000-000000000000";
const orNobody = (ids: readonly string[]) => (ids.length === 0 ? [nobody] : [...ids]);

/** Rows locked until the transaction ends, in the order of their ids: two acts never wait for each other. */
export async function lockItems(
  tx: Writing,
  siteId: string,
  ids: readonly string[],
): Promise<ItemRow[]> {
  if (ids.length === 0) return [];
  return tx
    .withTables<RetentionTables>()
    .selectFrom("retention.item")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("item_id", "in", [...ids])
    .orderBy("item_id")
    .forUpdate()
    .execute();
}

/** Which of these are enrolled already. */
export async function knownKeys(
  db: Database | Writing,
  siteId: string,
  of: { readonly source: ItemSource; readonly keys: readonly string[] },
): Promise<Set<string>> {
  if (of.keys.length === 0) return new Set();
  const rows = await db
    .withTables<RetentionTables>()
    .selectFrom("retention.item")
    .select("source_key")
    .where("site_id", "=", siteId)
    .where("source", "=", of.source)
    .where("source_key", "in", [...of.keys])
    .execute();
  return new Set(rows.map((row) => row.source_key));
}

export interface StandingFilter {
  readonly ids?: readonly string[];
  readonly homeIds?: readonly string[];
  readonly text?: string | undefined;
  readonly kind?: ItemKind | undefined;
  readonly class?: RetentionClass | undefined;
  readonly partition?: Partition | undefined;
  readonly state?: ItemState | undefined;
  readonly states?: readonly ItemState[];
  readonly held?: boolean | undefined;
  /** Every claim beside holds ends before this instant. */
  readonly dueBeforeMs?: number | undefined;
  readonly formed?: { readonly fromMs: number; readonly toMs: number };
  readonly footageOnly?: boolean;
  readonly offset?: number;
  readonly most: number;
}

/** Items by what is asked for; questions about claims are asked of the claims. */
function chosen(db: Database | Writing, siteId: string, filter: StandingFilter) {
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.item as i")
    .where("i.site_id", "=", siteId);
  if (filter.ids !== undefined) query = query.where("i.item_id", "in", orNobody(filter.ids));
  if (filter.homeIds !== undefined)
    query = query.where("i.home_id", "in", orNobody(filter.homeIds));
  if (filter.kind !== undefined) query = query.where("i.kind", "=", filter.kind);
  if (filter.class !== undefined) query = query.where("i.class", "=", filter.class);
  if (filter.partition !== undefined) query = query.where("i.partition", "=", filter.partition);
  if (filter.state !== undefined) query = query.where("i.state", "=", filter.state);
  if (filter.states !== undefined) query = query.where("i.state", "in", [...filter.states]);
  if (filter.footageOnly === true) query = query.where("i.kind", "=", "footage");
  if (filter.held !== undefined) query = query.where(heldIs(filter.held));
  if (filter.dueBeforeMs !== undefined) query = query.where(endedBefore(filter.dueBeforeMs));
  if (filter.formed !== undefined)
    query = query
      .where("i.formed_ms", ">=", filter.formed.fromMs)
      .where("i.formed_ms", "<", filter.formed.toMs);
  const text = filter.text?.toLowerCase() ?? "";
  if (text !== "")
    query = query.where(
      sql<SqlBool>`position(${text} in lower(i.name || ' ' || i.place || ' ' || i.year::text || '-' || lpad(i.number::text, 6, '0'))) > 0`,
    );
  return query;
}

const heldIs = (held: boolean) =>
  sql<SqlBool>`${held} = exists (select 1 from retention.claim c
    where c.item_id = i.item_id and c.hold_id is not null and c.ended_at_ms is null)`;

/** Something claims it, and everything that does beside holds has ended by then. */
const endedBefore = (atMs: number) =>
  sql<SqlBool>`i.item_id in (select c.item_id from retention.claim c
      where c.ended_at_ms is null and c.until_ms <= ${atMs})
    and not exists (select 1 from retention.claim c
      where c.item_id = i.item_id and c.ended_at_ms is null and c.basis <> 'hold'
        and (c.until_ms is null or c.until_ms > ${atMs}))`;

/**
 * A page of items with what their claims come to: held, without end, until when. An item nobody claims
 * is not due but waits for its claim.
 */
export function selectStanding(
  db: Database | Writing,
  siteId: string,
  filter: StandingFilter,
): Promise<StandingRow[]> {
  const page = chosen(db, siteId, filter)
    .select(shown)
    .orderBy("i.year")
    .orderBy("i.number")
    .offset(filter.offset ?? 0)
    .limit(filter.most)
    .as("p");
  return db
    .withTables<RetentionTables>()
    .selectFrom(page)
    .innerJoinLateral(
      (inner) =>
        inner
          .selectFrom("retention.claim as c")
          .whereRef("c.item_id", "=", "p.item_id")
          .where("c.ended_at_ms", "is", null)
          .select(comesTo)
          .as("says"),
      (join) => join.onTrue(),
    )
    .selectAll("p")
    .select(["says.held", "says.endless", "says.until_ms", "says.delete_by_ms"])
    .orderBy("p.year")
    .orderBy("p.number")
    .execute();
}

/** What live claims come to together; of none at all, too. */
const comesTo = [
  sql<boolean>`coalesce(bool_or(c.basis = 'hold'), false)`.as("held"),
  sql<boolean>`coalesce(bool_or(c.until_ms is null and c.basis <> 'hold'), true)`.as("endless"),
  sql<number | null>`max(c.until_ms)`.as("until_ms"),
  sql<
    number | null
  >`case when bool_and(c.delete_by_ms is not null) then max(c.delete_by_ms) end`.as("delete_by_ms"),
] as const;

export async function countStanding(
  db: Database | Writing,
  siteId: string,
  filter: StandingFilter,
): Promise<number> {
  const row = await chosen(db, siteId, filter)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** What the claims of items that are not gone come to, in sums: one row for each end. */
export async function selectEnds(db: Database, siteId: string) {
  const rows = await db
    .withTables<RetentionTables>()
    .selectFrom("retention.item as i")
    .leftJoin(
      (inner) =>
        inner
          .selectFrom("retention.claim as c")
          .where("c.site_id", "=", siteId)
          .where("c.ended_at_ms", "is", null)
          .groupBy("c.item_id")
          .select([
            "c.item_id",
            sql<boolean>`bool_or(c.until_ms is null)`.as("endless"),
            sql<number | null>`max(c.until_ms)`.as("until_ms"),
          ])
          .as("says"),
      (join) => join.onRef("says.item_id", "=", "i.item_id"),
    )
    .where("i.site_id", "=", siteId)
    .where("i.state", "<>", "destroyed")
    .select([
      "i.class",
      "i.partition",
      sql<boolean>`coalesce(says.endless, true)`.as("endless"),
      "says.until_ms",
      (eb) => eb.fn.countAll<number>().as("items"),
      sql<number>`coalesce(sum(i.size_bytes), 0)::bigint`.as("size_bytes"),
    ])
    .groupBy(["i.class", "i.partition", "says.endless", "says.until_ms"])
    .execute();
  return rows.map((row) => ({
    ...row,
    items: Number(row.items),
    size_bytes: Number(row.size_bytes),
  }));
}

/** One more look or use, told by another room's entry. */
export async function addTouch(
  tx: Writing,
  homeIds: readonly string[],
  what: "looks" | "uses",
): Promise<void> {
  if (homeIds.length === 0) return;
  const tables = tx.withTables<RetentionTables>();
  const change =
    what === "looks" ? { looks: sql<number>`looks + 1` } : { uses: sql<number>`uses + 1` };
  await tables
    .updateTable("retention.item")
    .set(change)
    .where("home_id", "in", [...homeIds])
    .execute();
}
