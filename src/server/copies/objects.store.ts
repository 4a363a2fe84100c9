import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiedState, CopiesTables, ObjectClass } from "./copies-tables.ts";

export type NewObject = Omit<CopiesTables["copies.object"], "protected">;
export type PendingRow = Awaited<ReturnType<typeof selectPending>>[number];

const rowsAtOnce = 500;

/** How far a source of objects was followed; 0 at first. */
export async function selectFollowed(db: Database, siteId: string, area: string): Promise<number> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.followed")
    .select("mark")
    .where("site_id", "=", siteId)
    .where("area", "=", area)
    .executeTakeFirst();
  return row?.mark ?? 0;
}

export async function setFollowed(
  tx: Writing,
  row: CopiesTables["copies.followed"],
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.followed")
    .values(row)
    .onConflict((on) => on.columns(["site_id", "area"]).doUpdateSet({ mark: row.mark }))
    .execute();
}

/** The known names of a class that is small. */
export async function selectNames(
  db: Database,
  siteId: string,
  objectClass: ObjectClass,
): Promise<Set<string>> {
  const rows = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.object")
    .select("name")
    .where("site_id", "=", siteId)
    .where("class", "=", objectClass)
    .execute();
  return new Set(rows.map((row) => row.name));
}

/** New objects, and each as what every living place lacks; what is known stays as it is. */
export async function insertObjects(tx: Writing, objects: readonly NewObject[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < objects.length; from += rowsAtOnce) {
    const made = await tx
      .withTables<CopiesTables>()
      .insertInto("copies.object")
      .values(objects.slice(from, from + rowsAtOnce))
      .onConflict((on) => on.column("name").doNothing())
      .returning(["name"])
      .execute();
    added += made.length;
    const names = made.map((row) => row.name);
    if (names.length === 0) continue;
    await sql`insert into copies.pending (target_id, name, site_id, size_bytes)
      select t.target_id, o.name, o.site_id, o.size_bytes
      from copies.object o join copies.target t on t.site_id = o.site_id and t.state <> 'ended'
      where o.name = any(${names}) and o.local_damage is null
        and not exists (select 1 from copies.forgetting f where f.home_id = o.home_id)
      on conflict do nothing`.execute(tx);
  }
  return added;
}

/** What a place lacks, least tried first. */
export function selectPending(
  db: Database,
  at: { readonly targetId: string; readonly attemptsBelow: number; readonly most: number },
) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.pending as p")
    .innerJoin("copies.object as o", "o.name", "p.name")
    .select([
      "o.name as name",
      "o.class as class",
      "o.home_id as home_id",
      "o.object_id as object_id",
      "o.part as part",
      "o.source as source",
      "o.size_bytes as size_bytes",
      "o.sha256 as sha256",
      "p.attempts as attempts",
    ])
    .where("p.target_id", "=", at.targetId)
    .where("p.attempts", "<", at.attemptsBelow)
    .orderBy("p.attempts")
    .orderBy("p.name")
    .limit(at.most)
    .execute();
}

export async function countPending(
  db: Database,
  targetId: string,
): Promise<{ objects: number; sizeBytes: number }> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.pending")
    .select((eb) => [
      eb.fn.countAll<number>().as("objects"),
      sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("size_bytes"),
    ])
    .where("target_id", "=", targetId)
    .executeTakeFirst();
  return { objects: row?.objects ?? 0, sizeBytes: row?.size_bytes ?? 0 };
}

export interface Copied {
  readonly targetId: string;
  readonly siteId: string;
  readonly name: string;
  readonly homeId: string | null;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sealedBytes: number;
  readonly sealedSha256: string;
  readonly state: CopiedState;
  readonly atMs: number;
}

/** Copies that arrived: each with a new place in the order, none of them pending any more. */
export async function insertCopied(tx: Writing, done: readonly Copied[]): Promise<void> {
  if (done.length === 0) return;
  const copies = tx.withTables<CopiesTables>();
  await copies
    .insertInto("copies.copied")
    .values(
      done.map((one) => ({
        target_id: one.targetId,
        name: one.name,
        site_id: one.siteId,
        home_id: one.homeId,
        plain_sha256: one.sha256,
        sealed_bytes: one.sealedBytes,
        sealed_sha256: one.sealedSha256,
        copied_at_ms: one.atMs,
        state: one.state,
        checked_at_ms: one.state === "verified" ? one.atMs : null,
        until_ms: null,
      })),
    )
    .onConflict((on) =>
      on.columns(["target_id", "name"]).doUpdateSet((eb) => ({
        plain_sha256: eb.ref("excluded.plain_sha256"),
        sealed_bytes: eb.ref("excluded.sealed_bytes"),
        sealed_sha256: eb.ref("excluded.sealed_sha256"),
        copied_at_ms: eb.ref("excluded.copied_at_ms"),
        state: eb.ref("excluded.state"),
        checked_at_ms: eb.ref("excluded.checked_at_ms"),
        until_ms: null,
        seq: sql`default`,
      })),
    )
    .execute();
  for (const one of done)
    await copies
      .updateTable("copies.object")
      .set({ size_bytes: one.sizeBytes, sha256: one.sha256 })
      .where("name", "=", one.name)
      .where("sha256", "is", null)
      .execute();
  await dropPending(
    tx,
    done[0]?.targetId ?? "",
    done.map((one) => one.name),
  );
  await judgeProtected(
    tx,
    done.map((one) => one.name),
  );
}

export async function dropPending(
  tx: Writing,
  targetId: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await tx
    .withTables<CopiesTables>()
    .deleteFrom("copies.pending")
    .where("target_id", "=", targetId)
    .where("name", "in", names)
    .execute();
}

/** Lacks it (again): copied with the next night. */
export async function addPending(
  tx: Writing,
  at: { readonly targetId: string; readonly names: readonly string[] },
): Promise<void> {
  await sql`insert into copies.pending (target_id, name, site_id, size_bytes)
    select ${at.targetId}, o.name, o.site_id, o.size_bytes from copies.object o
    where o.name = any(${[...at.names]}) and o.local_damage is null
      and not exists (select 1 from copies.forgetting f where f.home_id = o.home_id)
    on conflict do nothing`.execute(tx);
}

export async function countAttempt(tx: Writing, targetId: string, name: string): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.pending")
    .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
    .where("target_id", "=", targetId)
    .where("name", "=", name)
    .execute();
}

/** What could not be copied last night is tried again tonight. */
export async function resetAttempts(tx: Writing, targetId: string): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.pending")
    .set({ attempts: 0 })
    .where("target_id", "=", targetId)
    .where("attempts", ">", 0)
    .execute();
}

/** Says anew of these whether there are two verified copies: ours and one elsewhere (S0-8.1a). */
export async function judgeProtected(tx: Writing, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await sql`update copies.object o set protected = judged.is
    from (select x.name, x.local_damage is null and exists (select 1 from copies.copied c
        join copies.target t on t.target_id = c.target_id and t.state <> 'ended'
        where c.name = x.name and c.state = 'verified') as is
      from copies.object x where x.name = any(${[...names]})) judged
    where judged.name = o.name and o.protected <> judged.is`.execute(tx);
}

/** The same for everything of a place, when it ended. */
export async function judgeAllAt(tx: Writing, targetId: string): Promise<void> {
  await sql`update copies.object o set protected = false
    where o.protected and exists (select 1 from copies.copied c
        where c.name = o.name and c.target_id = ${targetId})
      and not exists (select 1 from copies.copied c
        join copies.target t on t.target_id = c.target_id and t.state <> 'ended'
        where c.name = o.name and c.state = 'verified')`.execute(tx);
}

/** The vault's own file is (not) what was entered; `undefined` clears it. */
export async function markLocalDamage(
  tx: Writing,
  name: string,
  damage: "missing" | "changed" | null,
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.object")
    .set({ local_damage: damage })
    .where("name", "=", name)
    .execute();
  await judgeProtected(tx, [name]);
}

export function selectObject(db: Database, name: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.object")
    .selectAll()
    .where("name", "=", name)
    .executeTakeFirst();
}

/** The recipient an identity's wrapping at a place was made for; undefined where none lies there. */
export async function selectKeyCopy(
  db: Database,
  at: { targetId: string; keyId: string },
): Promise<string | undefined> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.key_copy")
    .select("recipient")
    .where("target_id", "=", at.targetId)
    .where("key_id", "=", at.keyId)
    .where("gone_at_ms", "is", null)
    .executeTakeFirst();
  return row?.recipient;
}

/** Wrappings at a place that are for an older escrow key. */
export async function selectStaleKeys(
  db: Database,
  at: { targetId: string; recipient: string; most: number },
): Promise<string[]> {
  const rows = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.key_copy")
    .select("key_id")
    .where("target_id", "=", at.targetId)
    .where("recipient", "<>", at.recipient)
    .where("gone_at_ms", "is", null)
    .limit(at.most)
    .execute();
  return rows.map((row) => row.key_id);
}

export async function upsertKeyCopy(
  tx: Writing,
  row: Omit<CopiesTables["copies.key_copy"], "gone_at_ms">,
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.key_copy")
    .values({ ...row, gone_at_ms: null })
    .onConflict((on) =>
      on.columns(["target_id", "key_id"]).doUpdateSet({
        recipient: row.recipient,
        copied_at_ms: row.copied_at_ms,
      }),
    )
    .execute();
}
