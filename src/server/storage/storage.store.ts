import type { Partition } from "../../contract/lesson.ts";
import type { DiskHealthShown, StoredFolder } from "../../contract/storage.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0242-storage.sql` is their definition. */
type StorageTables = {
  "storage.disk_day": {
    site_id: string;
    mount_point: string;
    date: string;
    at_ms: number;
    device: string;
    file_system: string;
    folders: StoredFolder[];
    size_bytes: number;
    used_bytes: number;
    free_bytes: number;
    health: DiskHealthShown | null;
  };
  "storage.partition_day": {
    site_id: string;
    partition: Partition;
    date: string;
    at_ms: number;
    files: number;
    size_bytes: number;
    watch_bytes: number;
  };
  "storage.camera_reach": {
    site_id: string;
    camera_id: string;
    since_date: string;
    oldest_date: string | null;
    days: number;
    due_days: number;
    lost: Span[];
    looked_at_ms: number;
  };
};
export type DiskDay = StorageTables["storage.disk_day"];
export type PartitionDay = StorageTables["storage.partition_day"];
export type ReachRow = StorageTables["storage.camera_reach"];

export async function saveDiskDay(tx: Writing, row: DiskDay): Promise<void> {
  const { site_id, mount_point, date, ...values } = row;
  const fresh = { ...values, health: jsonb(row.health) };
  await tx
    .withTables<StorageTables>()
    .insertInto("storage.disk_day")
    .values({ site_id, mount_point, date, ...fresh })
    .onConflict((known) => known.columns(["site_id", "mount_point", "date"]).doUpdateSet(fresh))
    .execute();
}

export async function savePartitionDay(tx: Writing, row: PartitionDay): Promise<void> {
  const { site_id, partition, date, ...values } = row;
  await tx
    .withTables<StorageTables>()
    .insertInto("storage.partition_day")
    .values({ site_id, partition, date, ...values })
    .onConflict((known) => known.columns(["site_id", "partition", "date"]).doUpdateSet(values))
    .execute();
}

export async function saveReach(tx: Writing, row: ReachRow): Promise<void> {
  const { site_id, camera_id, ...values } = row;
  const fresh = { ...values, lost: jsonb(row.lost) };
  await tx
    .withTables<StorageTables>()
    .insertInto("storage.camera_reach")
    .values({ site_id, camera_id, ...fresh })
    .onConflict((known) => known.columns(["site_id", "camera_id"]).doUpdateSet(fresh))
    .execute();
}

/** Daily readings of every disk between two dates, oldest first. */
export function selectDiskDays(
  db: Database,
  of: { readonly siteId: string; readonly fromDate: string; readonly toDate: string },
): Promise<DiskDay[]> {
  return db
    .withTables<StorageTables>()
    .selectFrom("storage.disk_day")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("date", ">=", of.fromDate)
    .where("date", "<=", of.toDate)
    .orderBy("mount_point")
    .orderBy("date")
    .execute();
}

export function selectPartitionDays(
  db: Database,
  of: { readonly siteId: string; readonly fromDate: string; readonly toDate: string },
): Promise<PartitionDay[]> {
  return db
    .withTables<StorageTables>()
    .selectFrom("storage.partition_day")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("date", ">=", of.fromDate)
    .where("date", "<=", of.toDate)
    .orderBy("partition")
    .orderBy("date")
    .execute();
}

/** Cameras looked at since an instant: those that are no longer recorded round the clock drop out. */
export function selectReaches(db: Database, siteId: string, sinceMs: number): Promise<ReachRow[]> {
  return db
    .withTables<StorageTables>()
    .selectFrom("storage.camera_reach")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("looked_at_ms", ">=", sinceMs)
    .execute();
}
