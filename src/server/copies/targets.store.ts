import { sql } from "kysely";
import type { TargetState } from "../../contract/copies.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

export type TargetRow = Awaited<ReturnType<typeof selectTargets>>[number];

/** Every place in the order it was made; ended ones at the end of `all`. */
export function selectTargets(db: Database, siteId: string, which: "living" | "all" = "living") {
  const query = db
    .withTables<CopiesTables>()
    .selectFrom("copies.target")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("made_at_ms")
    .orderBy("target_id");
  return which === "all" ? query.execute() : query.where("state", "<>", "ended").execute();
}

export async function selectTarget(db: Database, targetId: string): Promise<TargetRow | undefined> {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.target")
    .selectAll()
    .where("target_id", "=", targetId)
    .executeTakeFirst();
}

type Chain = "chain_seq" | "chain_sha256" | "chain_length";
type NewTarget = Omit<CopiesTables["copies.target"], "place" | Chain> & { readonly place: object };

/** A new place, and everything there is as what it lacks. */
export async function insertTarget(tx: Writing, target: NewTarget): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.target")
    .values({ ...target, place: JSON.stringify(target.place) })
    .execute();
  await sql`insert into copies.pending (target_id, name, site_id, size_bytes)
    select ${target.target_id}, o.name, o.site_id, o.size_bytes from copies.object o
    where o.site_id = ${target.site_id} and not exists (
      select 1 from copies.forgetting f where f.home_id = o.home_id)`.execute(tx);
}

export async function updateTargetState(
  tx: Writing,
  change: {
    readonly targetId: string;
    readonly state: TargetState;
    readonly atMs: number;
    readonly freeBytes?: number | null;
  },
): Promise<void> {
  const { targetId, state, atMs, freeBytes } = change;
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.target")
    .set((eb) => ({
      state,
      // The instant it began to be so.
      state_at_ms: eb.case().when("state", "=", state).then(eb.ref("state_at_ms")).else(atMs).end(),
      ...(state === "ready" ? { seen_at_ms: atMs } : {}),
      ...(freeBytes === undefined ? {} : { free_bytes: freeBytes }),
    }))
    .where("target_id", "=", targetId)
    .where("state", "<>", "ended")
    .execute();
}

export async function setRunAsked(
  tx: Writing,
  targetId: string,
  atMs: number | null,
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.target")
    .set({ run_asked_at_ms: atMs })
    .where("target_id", "=", targetId)
    .execute();
}

/** Nothing more is copied there; what lies there stays theirs to remove. */
export async function dropPendingOf(tx: Writing, targetId: string): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .deleteFrom("copies.pending")
    .where("target_id", "=", targetId)
    .execute();
}

/** The finished list the next one goes on from. */
export async function setChain(
  tx: Writing,
  targetId: string,
  chain: { readonly seq: number; readonly sha256: string; readonly full: boolean },
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.target")
    .set((eb) => ({
      chain_seq: chain.seq,
      chain_sha256: chain.sha256,
      chain_length: chain.full ? 0 : eb("chain_length", "+", 1),
    }))
    .where("target_id", "=", targetId)
    .execute();
}
