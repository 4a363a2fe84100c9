import { type SqlBool, sql } from "kysely";
import type { NightReason, NightState } from "../../contract/copies.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

export type NightRow = NonNullable<Awaited<ReturnType<typeof selectNight>>>;

export function selectNight(db: Database, targetId: string, date: string) {
  return nights(db).where("target_id", "=", targetId).where("date", "=", date).executeTakeFirst();
}

/** Nights from a date on, oldest first. */
export function selectNightsFrom(db: Database, siteId: string, date: string) {
  return nights(db)
    .where("site_id", "=", siteId)
    .where("date", ">=", date)
    .orderBy("date")
    .orderBy("target_id")
    .execute();
}

function nights(db: Database) {
  return db.withTables<CopiesTables>().selectFrom("copies.night").selectAll();
}

interface NewNight {
  readonly targetId: string;
  readonly siteId: string;
  readonly date: string;
  readonly atMs: number;
}

const noList = { list_seq: null, list_full: null, list_sha256: null, previous_sha256: null };
const running = { state: "running", ended_at_ms: null } as const;

function fresh(night: NewNight) {
  const key = { target_id: night.targetId, date: night.date, site_id: night.siteId };
  return { ...key, ...noList, reason: null, started_at_ms: night.atMs, checkpoint_size: null };
}

/** Begins a night, or begins it again after it ended. */
export async function startNight(
  tx: Writing,
  night: NewNight & { readonly outside: boolean },
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.night")
    .values({ ...fresh(night), ...running, outside: night.outside })
    .onConflict((on) =>
      on.columns(["target_id", "date"]).doUpdateSet({
        ...running,
        ...noList,
        started_at_ms: night.atMs,
        outside: night.outside,
      }),
    )
    .execute();
}

/** A night nobody began. */
export async function insertMissed(
  tx: Writing,
  night: NewNight & { readonly reason: NightReason },
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.night")
    .values({
      ...fresh(night),
      state: "missed",
      reason: night.reason,
      ended_at_ms: night.atMs,
    })
    .onConflict((on) => on.doNothing())
    .execute();
}

type Key = { readonly targetId: string; readonly date: string };

export async function addProgress(
  tx: Writing,
  key: Key,
  more: { readonly objects: number; readonly sizeBytes: number },
): Promise<void> {
  await change(tx, key)
    .set((eb) => ({
      objects: eb("objects", "+", more.objects),
      size_bytes: eb("size_bytes", "+", more.sizeBytes),
    }))
    .execute();
}

export interface ListFacts {
  readonly seq: number;
  readonly full: boolean;
  readonly sha256: string;
  readonly previousSha256: string | null;
}

export async function setList(tx: Writing, key: Key, list: ListFacts | null): Promise<void> {
  await change(tx, key)
    .set({
      list_seq: list?.seq ?? null,
      list_full: list?.full ?? null,
      list_sha256: list?.sha256 ?? null,
      previous_sha256: list?.previousSha256 ?? null,
    })
    .execute();
}

export async function endNight(
  tx: Writing,
  key: Key,
  end: {
    readonly state: NightState;
    readonly atMs: number;
    readonly reason?: NightReason;
    readonly checkpointSize?: number;
  },
): Promise<void> {
  await change(tx, key)
    .set({
      state: end.state,
      ended_at_ms: end.atMs,
      ...(end.reason === undefined ? {} : { reason: end.reason }),
      ...(end.checkpointSize === undefined ? {} : { checkpoint_size: end.checkpointSize }),
    })
    .execute();
}

function change(tx: Writing, key: Key) {
  return tx
    .withTables<CopiesTables>()
    .updateTable("copies.night")
    .where("target_id", "=", key.targetId)
    .where("date", "=", key.date);
}

export async function newestSeq(db: Database, targetId: string): Promise<number> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .where("target_id", "=", targetId)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

export type ListedRow = Awaited<ReturnType<typeof selectListed>>[number];

/** Copies in their order after a number: what a night's list tells. */
export function selectListed(
  db: Database,
  span: {
    readonly targetId: string;
    readonly fromSeq: number;
    readonly toSeq: number;
    readonly full: boolean;
    readonly most: number;
  },
) {
  const there = sql<SqlBool>`c.state in ('present', 'verified', 'damaged')`;
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied as c")
    .innerJoin("copies.object as o", "o.name", "c.name")
    .select([
      "c.name as name",
      "c.seq as seq",
      "c.state as state",
      "c.plain_sha256 as sha256",
      "c.sealed_bytes as sealed_bytes",
      "c.sealed_sha256 as sealed_sha256",
      "o.class as class",
      "o.home_id as home_id",
      "o.source as source",
      "o.size_bytes as size_bytes",
    ])
    .where("c.target_id", "=", span.targetId)
    .where("c.seq", ">", span.fromSeq)
    .where("c.seq", "<=", span.toSeq)
    .$if(span.full, (query) => query.where(there))
    .orderBy("c.seq")
    .limit(span.most)
    .execute();
}
