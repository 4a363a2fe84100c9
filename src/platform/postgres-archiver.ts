import pg from "pg";

export interface ArchiverReport {
  /** Whether this server archives at all. */
  readonly archives: boolean;
  /** Its last attempt failed, and none has succeeded since. */
  readonly failing: boolean;
  readonly lastFailed: string | null;
  /** Full segments the server has not put into the landing folder yet. */
  readonly readySegments: number;
}

/** What PostgreSQL says of its own archiving; asked with a connection of its own, as superuser. */
export async function readArchiver(url: string): Promise<ArchiverReport> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{
      mode: string;
      failing: boolean;
      last_failed: string | null;
      ready: string;
    }>(
      `select current_setting('archive_mode') as mode,
              last_failed_time is not null
                and (last_archived_time is null or last_failed_time > last_archived_time) as failing,
              last_failed_wal as last_failed,
              (select count(*) from pg_ls_archive_statusdir() where name like '%.ready') as ready
         from pg_stat_archiver`,
    );
    const [row] = rows;
    return {
      archives: row?.mode !== "off",
      failing: row?.failing ?? false,
      lastFailed: row?.last_failed ?? null,
      readySegments: Number(row?.ready ?? 0),
    };
  } finally {
    await client.end().catch(() => {});
  }
}
