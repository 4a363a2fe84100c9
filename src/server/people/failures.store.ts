import { sql } from "kysely";
import type { Writing } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

export interface Attempt {
  readonly siteId: string;
  readonly login: string;
  readonly address: string;
  readonly nowMs: number;
}
export interface AttemptLimits {
  readonly failuresMost: number;
  readonly lockMs: number;
}

/**
 * Counts an attempt before its secret is looked at, so that a hundred at once have no more tries
 * than one after another. Gives the lock's end when it is (still) locked and this one may not try.
 */
export async function claimAttempt(
  tx: Writing,
  attempt: Attempt,
  { failuresMost, lockMs }: AttemptLimits,
): Promise<{ readonly failures: number; readonly lockedUntilMs: number | null }> {
  const { nowMs } = attempt;
  const fresh = sql<boolean>`(f.locked_until_ms is null and f.first_at_ms <= ${nowMs - lockMs})
    or f.locked_until_ms <= ${nowMs}`;
  const result = await sql<{ failures: number; locked_until_ms: number | null }>`
    insert into people.failure as f (site_id, login, address, failures, first_at_ms)
    values (${attempt.siteId}, ${attempt.login}, ${attempt.address}, 1, ${nowMs})
    on conflict (site_id, login, address) do update set
      failures = case when ${fresh} then 1 else least(f.failures + 1, 1000000) end,
      first_at_ms = case when ${fresh} then ${nowMs} else f.first_at_ms end,
      locked_until_ms = case when ${fresh} then null
        when f.locked_until_ms is null and f.failures + 1 >= ${failuresMost} then ${nowMs + lockMs}
        else f.locked_until_ms end
    returning failures, locked_until_ms`.execute(tx);
  const row = result.rows[0];
  if (row === undefined) throw new Error("an upsert gave no row");
  return { failures: row.failures, lockedUntilMs: row.locked_until_ms };
}

/** After success: this address starts again from nought. */
export async function forgetAttempts(
  tx: Writing,
  attempt: Pick<Attempt, "siteId" | "login" | "address">,
): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .deleteFrom("people.failure")
    .where("site_id", "=", attempt.siteId)
    .where("login", "=", attempt.login)
    .where("address", "=", attempt.address)
    .execute();
}

/** Takes one attempt back, and the lock it may have caused; the ones before it stay counted. */
export async function uncountAttempt(
  tx: Writing,
  { siteId, login, address }: Pick<Attempt, "siteId" | "login" | "address">,
): Promise<void> {
  const here = sql`site_id = ${siteId} and login = ${login} and address = ${address}`;
  await sql`delete from people.failure where ${here} and failures = 1`.execute(tx);
  await sql`update people.failure set failures = failures - 1, locked_until_ms = null
    where ${here}`.execute(tx);
}

/** An administrator unlocks: every address. */
export async function unlockLogin(tx: Writing, siteId: string, login: string): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .deleteFrom("people.failure")
    .where("site_id", "=", siteId)
    .where("login", "=", login)
    .execute();
}

/** Counters that mean nothing any more. */
export async function dropOldAttempts(
  tx: Writing,
  siteId: string,
  beforeMs: number,
): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .deleteFrom("people.failure")
    .where("site_id", "=", siteId)
    .where("first_at_ms", "<", beforeMs)
    .where((is) => is.or([is("locked_until_ms", "is", null), is("locked_until_ms", "<", beforeMs)]))
    .execute();
}
