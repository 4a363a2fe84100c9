import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiedState, CopiesTables, Finding } from "./copies-tables.ts";

export type CheckRow = NonNullable<Awaited<ReturnType<typeof selectOpenCheck>>>;

export function selectOpenCheck(db: Database, siteId: string) {
  return checks(db)
    .where("site_id", "=", siteId)
    .where("ended_at_ms", "is", null)
    .orderBy("started_at_ms")
    .executeTakeFirst();
}

export function selectNewestChecks(db: Database, siteId: string, most: number) {
  return checks(db)
    .where("site_id", "=", siteId)
    .orderBy("started_at_ms", "desc")
    .limit(most)
    .execute();
}

function checks(db: Database) {
  return db.withTables<CopiesTables>().selectFrom("copies.check_run").selectAll();
}

export interface NewCheck {
  readonly checkId: string;
  readonly siteId: string;
  readonly week: string;
  readonly atMs: number;
  /** Everything copied since then is looked at, and a part of the rest. */
  readonly sinceMs: number;
  readonly percent: number;
  readonly seed: string;
}

/** A check of this week: all that is new and a sample of the rest, drawn by the seed. */
export async function insertCheck(tx: Writing, check: NewCheck): Promise<void> {
  const { checkId, siteId, sinceMs } = check;
  await sql`insert into copies.check_run (check_id, site_id, week, started_at_ms)
    values (${checkId}, ${siteId}, ${check.week}, ${check.atMs})`.execute(tx);
  const looked = sql`c.state in ('present', 'verified', 'damaged', 'missing') and t.state <> 'ended'`;
  await sql`insert into copies.check_item (check_id, target_id, name, site_id)
    select ${checkId}, c.target_id, c.name, c.site_id from copies.copied c
    join copies.target t on t.target_id = c.target_id
    where c.site_id = ${siteId} and ${looked} and c.copied_at_ms >= ${sinceMs}`.execute(tx);
  await sql`insert into copies.check_item (check_id, target_id, name, site_id)
    select ${checkId}, drawn.target_id, drawn.name, ${siteId} from (
      select c.target_id, c.name,
        row_number() over (partition by c.target_id order by md5(c.name || ${check.seed})) as at,
        count(*) over (partition by c.target_id) as of
      from copies.copied c join copies.target t on t.target_id = c.target_id
      where c.site_id = ${siteId} and ${looked} and c.copied_at_ms < ${sinceMs}) drawn
    where drawn.at <= ceil(drawn.of * ${check.percent}::numeric / 100)`.execute(tx);
}

export type CheckItem = Awaited<ReturnType<typeof selectItems>>[number];

export function selectItems(
  db: Database,
  at: { readonly checkId: string; readonly targetId: string; readonly most: number },
) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.check_item as i")
    .leftJoin("copies.copied as c", (join) =>
      join.onRef("c.target_id", "=", "i.target_id").onRef("c.name", "=", "i.name"),
    )
    .select([
      "i.name as name",
      "c.home_id as home_id",
      "c.state as state",
      "c.plain_sha256 as plain_sha256",
      "c.sealed_sha256 as sealed_sha256",
      "c.sealed_bytes as sealed_bytes",
    ])
    .where("i.check_id", "=", at.checkId)
    .where("i.target_id", "=", at.targetId)
    .orderBy("i.name")
    .limit(at.most)
    .execute();
}

export async function countItems(db: Database, checkId: string): Promise<number> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.check_item")
    .select((eb) => eb.fn.countAll<number>().as("left"))
    .where("check_id", "=", checkId)
    .executeTakeFirst();
  return row?.left ?? 0;
}

export interface Checked {
  readonly name: string;
  readonly state: CopiedState;
}

/** What was found at a place: states, and none of these waits to be looked at any more. */
export async function noteChecked(
  tx: Writing,
  at: { readonly checkId: string; readonly targetId: string; readonly atMs: number },
  of: { readonly checked: readonly Checked[]; readonly names: readonly string[] },
): Promise<void> {
  const copies = tx.withTables<CopiesTables>();
  for (const state of new Set(of.checked.map((one) => one.state)))
    await copies
      .updateTable("copies.copied")
      .set({ state, checked_at_ms: at.atMs })
      .where("target_id", "=", at.targetId)
      .where(
        "name",
        "in",
        of.checked.filter((one) => one.state === state).map((one) => one.name),
      )
      .where("state", "not in", ["deleted", "locked"])
      .execute();
  await copies
    .deleteFrom("copies.check_item")
    .where("check_id", "=", at.checkId)
    .where("target_id", "=", at.targetId)
    .where("name", "in", of.names)
    .execute();
}

export async function addToCheck(
  tx: Writing,
  checkId: string,
  more: {
    readonly objects: number;
    readonly sizeBytes: number;
    readonly damaged: number;
    readonly missing: number;
    readonly findings: readonly Finding[];
  },
): Promise<void> {
  await sql`update copies.check_run set objects = objects + ${more.objects},
    size_bytes = size_bytes + ${more.sizeBytes}, damaged = damaged + ${more.damaged},
    missing = missing + ${more.missing}, findings = case
      when jsonb_array_length(findings) >= 50 then findings
      else findings || ${JSON.stringify(more.findings)}::jsonb end
    where check_id = ${checkId}`.execute(tx);
}

export interface Trial {
  readonly homeId: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly wrong: number;
}

export async function endCheck(
  tx: Writing,
  checkId: string,
  end: { readonly atMs: number; readonly trial: Trial | undefined },
): Promise<void> {
  const { trial, atMs } = end;
  const copies = tx.withTables<CopiesTables>();
  await copies
    .updateTable("copies.check_run")
    .set({
      ended_at_ms: atMs,
      ...(trial === undefined
        ? {}
        : {
            trial_home: trial.homeId,
            trial_files: trial.files,
            trial_bytes: trial.sizeBytes,
            trial_wrong: trial.wrong,
            trial_at_ms: atMs,
          }),
    })
    .where("check_id", "=", checkId)
    .execute();
  await copies.deleteFrom("copies.check_item").where("check_id", "=", checkId).execute();
}

/** States of some copies at a place, told by somebody who looked. */
export async function markCopies(
  tx: Writing,
  at: { readonly targetId: string; readonly atMs: number },
  of: { readonly names: readonly string[]; readonly state: CopiedState },
): Promise<void> {
  if (of.names.length === 0) return;
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.copied")
    .set({ state: of.state, checked_at_ms: at.atMs })
    .where("target_id", "=", at.targetId)
    .where("name", "in", of.names)
    .where("state", "not in", ["deleted", "locked"])
    .execute();
}

/** A clip of the library has an identity of its own and is no home. */
const isHome = sql<boolean>`home_id is not null and name not like 'library/%'`;

/** First and last home with copies at a place: between them one is drawn for the trial. */
export async function selectHomeSpan(db: Database, targetId: string) {
  const row = await sql<{ first: string | null; last: string | null }>`
    select (select home_id from copies.copied where ${isHome} and target_id = ${targetId}
        order by home_id limit 1) as first,
      (select home_id from copies.copied where ${isHome} and target_id = ${targetId}
        order by home_id desc limit 1) as last`.execute(db);
  return row.rows[0];
}

/** The first home from an id on that is not forgotten. */
export async function selectHomeFrom(
  db: Database,
  at: { readonly targetId: string; readonly from: string },
): Promise<string | undefined> {
  const row = await sql<{ home_id: string }>`select c.home_id from copies.copied c
    where c.target_id = ${at.targetId} and c.home_id >= ${at.from}
      and c.state in ('present', 'verified') and c.name not like 'library/%'
      and not exists (select 1 from copies.forgetting f where f.home_id = c.home_id)
    order by c.home_id limit 1`.execute(db);
  return row.rows[0]?.home_id;
}

export function selectCopiesOfHome(db: Database, targetId: string, homeId: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied as c")
    .innerJoin("copies.object as o", "o.name", "c.name")
    .select(["c.name as name", "o.sha256 as sha256", "o.size_bytes as size_bytes"])
    .where("c.target_id", "=", targetId)
    .where("c.home_id", "=", homeId)
    .where("c.state", "in", ["present", "verified"])
    .orderBy("c.name")
    .execute();
}

/** Copies that should lie at a place, a page of names after one. */
export async function selectExpected(
  db: Database,
  at: { readonly targetId: string; readonly after: string; readonly most: number },
): Promise<{ name: string; state: CopiedState }[]> {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select(["name", "state"])
    .where("target_id", "=", at.targetId)
    .where("name", ">", at.after)
    .orderBy("name")
    .limit(at.most)
    .execute();
}

/** Where a good copy of an object may be had, verified ones first. */
export function selectSources(db: Database, name: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied as c")
    .innerJoin("copies.target as t", "t.target_id", "c.target_id")
    .select(["c.target_id as target_id"])
    .where("c.name", "=", name)
    .where("c.state", "in", ["verified", "present"])
    .where("t.state", "<>", "ended")
    .orderBy("c.state", "desc")
    .execute();
}

/** Objects of the vault that are known to be damaged here. */
export function selectDamaged(db: Database, siteId: string, most: number) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.object")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("local_damage", "is not", null)
    .limit(most)
    .execute();
}

export function selectScrub(db: Database, siteId: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.scrub")
    .selectAll()
    .where("site_id", "=", siteId)
    .executeTakeFirst();
}

export async function upsertScrub(
  tx: Writing,
  row: Omit<CopiesTables["copies.scrub"], "repaired">,
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.scrub")
    .values(row)
    .onConflict((on) => on.column("site_id").doUpdateSet(row))
    .execute();
}

export async function countRepaired(tx: Writing, siteId: string): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.scrub")
    .set((eb) => ({ repaired: eb("repaired", "+", 1) }))
    .where("site_id", "=", siteId)
    .execute();
}
