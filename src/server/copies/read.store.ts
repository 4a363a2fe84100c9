import { sql } from "kysely";
import type { Partition } from "../../contract/lesson.ts";
import type { Database } from "../../platform/database.ts";

export interface TargetCount {
  readonly target_id: string;
  readonly objects: number;
  readonly size_bytes: number;
  readonly verified: number;
  readonly damaged: number;
}

export async function countCopied(db: Database, siteId: string): Promise<TargetCount[]> {
  const { rows } = await sql<TargetCount>`select target_id,
      count(*) filter (where state in ('present', 'verified')) as objects,
      coalesce(sum(sealed_bytes) filter (where state in ('present', 'verified')), 0)::bigint
        as size_bytes,
      count(*) filter (where state = 'verified') as verified,
      count(*) filter (where state in ('damaged', 'missing')) as damaged
    from copies.copied where site_id = ${siteId} group by target_id`.execute(db);
  return rows;
}

export interface PendingCount {
  readonly target_id: string;
  readonly objects: number;
  readonly size_bytes: number;
}

export async function countAllPending(db: Database, siteId: string): Promise<PendingCount[]> {
  const { rows } = await sql<PendingCount>`select target_id, count(*) as objects,
      coalesce(sum(size_bytes), 0)::bigint as size_bytes
    from copies.pending where site_id = ${siteId} group by target_id`.execute(db);
  return rows;
}

export interface KeyCount {
  readonly target_id: string;
  readonly there: number;
  readonly stale: number;
}

export async function countKeys(
  db: Database,
  siteId: string,
  recipient: string | null,
): Promise<KeyCount[]> {
  const { rows } = await sql<KeyCount>`select target_id,
      count(*) filter (where recipient = ${recipient}) as there,
      count(*) filter (where recipient <> ${recipient}) as stale
    from copies.key_copy where site_id = ${siteId} and gone_at_ms is null
    group by target_id`.execute(db);
  return rows;
}

export interface PartitionCount {
  readonly partition: Partition;
  readonly objects: number;
  readonly size_bytes: number;
  readonly protected: number;
  readonly damaged: number;
}

/** What lies in each partition and how much of it has two verified copies; forgotten homes left out. */
export async function countPartitions(db: Database, siteId: string): Promise<PartitionCount[]> {
  const { rows } = await sql<PartitionCount>`select o.partition, count(*) as objects,
      coalesce(sum(o.size_bytes), 0)::bigint as size_bytes,
      count(*) filter (where o.protected) as protected,
      count(o.local_damage) as damaged
    from copies.object o
    where o.site_id = ${siteId} and o.partition is not null
      and not exists (select 1 from copies.forgetting f where f.home_id = o.home_id)
    group by o.partition`.execute(db);
  return rows;
}
