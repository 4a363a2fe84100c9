import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

export type ForgettingRow = CopiesTables["copies.forgetting"];

export function selectForgetting(db: Database, homeId: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.forgetting")
    .selectAll()
    .where("home_id", "=", homeId)
    .executeTakeFirst();
}

/** Homes that are not forgotten everywhere yet, oldest first. */
export function selectForgettingAtWork(db: Database, siteId: string, most: number) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.forgetting")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("done_at_ms", "is", null)
    .orderBy("started_at_ms")
    .limit(most)
    .execute();
}

export function selectForgettingTargets(db: Database, homeIds: readonly string[]) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.forgetting_target as f")
    .innerJoin("copies.target as t", "t.target_id", "f.target_id")
    .select([
      "f.home_id as home_id",
      "f.target_id as target_id",
      "t.name as name",
      "key_gone",
      "f.state as state",
      "until_ms",
    ])
    .where("f.home_id", "in", homeIds)
    .orderBy("t.made_at_ms")
    .execute();
}

/** The order to forget, and every target that may hold something of the home, ended ones included. */
export async function insertForgetting(tx: Writing, row: ForgettingRow): Promise<boolean> {
  const made = await tx
    .withTables<CopiesTables>()
    .insertInto("copies.forgetting")
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await sql`insert into copies.forgetting_target (home_id, target_id, site_id, state)
    select ${row.home_id}, t.target_id, t.site_id, 'waiting' from copies.target t
    where t.site_id = ${row.site_id} and (t.state <> 'ended'
      or exists (select 1 from copies.copied c where c.target_id = t.target_id
        and c.home_id = ${row.home_id})
      or exists (select 1 from copies.key_copy k where k.target_id = t.target_id
        and k.key_id = ${row.home_id} and k.gone_at_ms is null))`.execute(tx);
  await sql`delete from copies.pending p using copies.object o
    where o.name = p.name and o.home_id = ${row.home_id}`.execute(tx);
  return true;
}

export async function markIdentity(tx: Writing, homeId: string, atMs: number): Promise<void> {
  const copies = tx.withTables<CopiesTables>();
  // What nobody can open any more is no copy.
  await copies
    .updateTable("copies.object")
    .set({ protected: false })
    .where("home_id", "=", homeId)
    .execute();
  await copies
    .updateTable("copies.forgetting")
    .set({ identity_at_ms: atMs })
    .where("home_id", "=", homeId)
    .where("identity_at_ms", "is", null)
    .execute();
}

export async function markForgotten(tx: Writing, homeId: string, atMs: number): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.forgetting")
    .set({ done_at_ms: atMs })
    .where("home_id", "=", homeId)
    .execute();
}

export async function markKeyGone(
  tx: Writing,
  at: { homeId: string; targetId: string; atMs: number },
): Promise<void> {
  const copies = tx.withTables<CopiesTables>();
  await copies
    .updateTable("copies.forgetting_target")
    .set({ key_gone: true })
    .where("home_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .execute();
  await copies
    .updateTable("copies.key_copy")
    .set({ gone_at_ms: at.atMs })
    .where("key_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .execute();
}

export async function markTargetForgotten(
  tx: Writing,
  at: { homeId: string; targetId: string; untilMs: number | null },
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.forgetting_target")
    .set({ state: at.untilMs === null ? "deleted" : "locked-until", until_ms: at.untilMs })
    .where("home_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .execute();
}

/** What still lies at a target of a home, or is locked there until before `nowMs`. */
export async function selectCopiesToRemove(
  db: Database,
  at: { homeId: string; targetId: string; nowMs: number; most: number },
): Promise<string[]> {
  const rows = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select("name")
    .where("home_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .where((eb) =>
      eb.or([
        eb("state", "not in", ["deleted", "locked"]),
        eb.and([eb("state", "=", "locked"), eb("until_ms", "<=", at.nowMs)]),
      ]),
    )
    .orderBy("name")
    .limit(at.most)
    .execute();
  return rows.map((row) => row.name);
}

/** A new place in the order of copies, so that the next night's list tells that it went. */
export async function markRemoved(
  tx: Writing,
  removed: { targetId: string; name: string; untilMs: number | null },
): Promise<void> {
  await sql`update copies.copied set state = ${removed.untilMs === null ? "deleted" : "locked"},
    until_ms = ${removed.untilMs}, seq = default
    where target_id = ${removed.targetId} and name = ${removed.name}`.execute(tx);
}

export async function summariseRemoved(
  db: Database,
  at: { homeId: string; targetId: string },
): Promise<{ objects: number; untilMs: number | null }> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select((eb) => [
      eb.fn.countAll<number>().as("objects"),
      eb.fn.max("until_ms").filterWhere("state", "=", "locked").as("until_ms"),
    ])
    .where("home_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .executeTakeFirst();
  return { objects: row?.objects ?? 0, untilMs: row?.until_ms ?? null };
}

/** Every copy there ever was of a home at a target, and what is noted of it. */
export function selectForgottenNames(
  db: Database,
  at: { readonly homeId: string; readonly targetId: string },
) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select(["name", "state"])
    .where("home_id", "=", at.homeId)
    .where("target_id", "=", at.targetId)
    .orderBy("name")
    .execute();
}
