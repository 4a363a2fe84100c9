import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { Fault } from "../contract/faults.ts";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Reads `<rooms>/<room>/migrations/NNNN-name.sql`, in the order of their numbers. Numbers are unique over the house. */
function readMigrations(rooms: string): Migration[] {
  const found: Migration[] = [];
  for (const room of readdirSync(rooms, { withFileTypes: true })) {
    if (!room.isDirectory()) continue;
    const folder = join(rooms, room.name, "migrations");
    for (const file of listed(folder)) {
      const match = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file);
      if (match?.[1] === undefined)
        throw new Error(`a migration has an odd name: ${room.name}/${file}`);
      const sql = readFileSync(join(folder, file), "utf8");
      const sha256 = createHash("sha256").update(sql).digest("hex");
      found.push({ number: Number(match[1]), name: `${room.name}/${file}`, sql, sha256 });
    }
  }
  found.sort((a, b) => a.number - b.number);
  for (const [at, migration] of found.entries()) {
    if (migration.number === found[at - 1]?.number)
      throw new Error(`two migrations share the number of ${migration.name}`);
  }
  return found;
}

/** The migrations this version of the house ships. */
export function readHouseMigrations(): Migration[] {
  return readMigrations(fileURLToPath(new URL("../server", import.meta.url)));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw cause;
  }
}

/**
 * Brings the database forward, as its owner: each migration in its own transaction, under an advisory
 * lock. A migration that was changed after it ran, or one unknown to this version, stops the start.
 */
export async function migrate(ownerUrl: string, migrations: readonly Migration[]): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(4915103)");
    await client.query(
      `create table if not exists public.migration
         (number int primary key, name text not null, sha256 text not null, ran_at timestamptz not null default now())`,
    );
    const ran = await client.query<{ number: number; name: string; sha256: string }>(
      "select number, name, sha256 from public.migration order by number",
    );
    const known = new Map(migrations.map((migration) => [migration.number, migration]));
    for (const row of ran.rows) refuseForeign(row, known.get(row.number));
    const done = new Set(ran.rows.map((row) => row.number));
    const due = migrations.filter((migration) => !done.has(migration.number));
    for (const migration of due) await run(client, migration);
    return due.length;
  } finally {
    await client.end();
  }
}

function refuseForeign(
  row: { name: string; sha256: string },
  migration: Migration | undefined,
): void {
  if (migration === undefined)
    throw new Fault("database", "database_newer", {
      hint: `the database ran ${row.name}, which this version does not know: start the newer version`,
    });
  if (migration.sha256 !== row.sha256)
    throw new Fault("database", "migration_changed", {
      hint: `${row.name} was changed after it had run`,
    });
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into public.migration (number, name, sha256) values ($1, $2, $3)", [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new Fault("database", "migration_failed", {
      cause,
      hint: `${migration.name}: ${String(cause)}`,
    });
  }
}
