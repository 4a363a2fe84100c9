import type { Database, Writing } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

export type SecondFactorRow = PeopleTables["people.second_factor"];

export function selectSecondFactor(
  db: Database,
  accountId: string,
): Promise<SecondFactorRow | undefined> {
  return db
    .withTables<PeopleTables>()
    .selectFrom("people.second_factor")
    .selectAll()
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

/** Marks a step of time as taken; false when it, or a later one, was taken before. */
export async function takeStep(tx: Writing, accountId: string, step: number): Promise<boolean> {
  const result = await tx
    .withTables<PeopleTables>()
    .updateTable("people.second_factor")
    .set({ last_step: step })
    .where("account_id", "=", accountId)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Spends a recovery code; false when there is none like it, or it was spent before. */
export async function spendRecoveryCode(
  tx: Writing,
  code: { readonly accountId: string; readonly codeHash: string; readonly atMs: number },
): Promise<boolean> {
  const result = await tx
    .withTables<PeopleTables>()
    .updateTable("people.recovery_code")
    .set({ used_at_ms: code.atMs })
    .where("account_id", "=", code.accountId)
    .where("code_hash", "=", code.codeHash)
    .where("used_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whether there is such a code that was not spent: asked before anything is entered. */
export async function hasRecoveryCode(
  db: Database,
  code: { readonly accountId: string; readonly codeHash: string },
): Promise<boolean> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom("people.recovery_code")
    .select("account_id")
    .where("account_id", "=", code.accountId)
    .where("code_hash", "=", code.codeHash)
    .where("used_at_ms", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRecoveryCodes(db: Database, accountId: string): Promise<number> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom("people.recovery_code")
    .select((count) => count.fn.countAll<number>().as("n"))
    .where("account_id", "=", accountId)
    .where("used_at_ms", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Begins anew: an unconfirmed secret from before, and its codes, are gone. */
export async function startFactor(
  tx: Writing,
  factor: Pick<SecondFactorRow, "account_id" | "site_id" | "sealed_secret" | "started_at_ms">,
): Promise<void> {
  await dropFactor(tx, factor.account_id);
  await tx
    .withTables<PeopleTables>()
    .insertInto("people.second_factor")
    .values({ ...factor, confirmed_at_ms: null, last_step: 0 })
    .execute();
}

/** Confirms what was begun; false when it was confirmed before. */
export async function confirmFactor(
  tx: Writing,
  factor: {
    readonly accountId: string;
    readonly siteId: string;
    readonly step: number;
    readonly atMs: number;
    readonly codeHashes: readonly string[];
  },
): Promise<boolean> {
  const db = tx.withTables<PeopleTables>();
  const result = await db
    .updateTable("people.second_factor")
    .set({ confirmed_at_ms: factor.atMs, last_step: factor.step })
    .where("account_id", "=", factor.accountId)
    .where("confirmed_at_ms", "is", null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  const rows = factor.codeHashes.map((code_hash) => ({
    account_id: factor.accountId,
    site_id: factor.siteId,
    code_hash,
    used_at_ms: null,
  }));
  await db.insertInto("people.recovery_code").values(rows).execute();
  return true;
}

/** Removes the factor and its codes; false when there was none. */
export async function dropFactor(tx: Writing, accountId: string): Promise<boolean> {
  const db = tx.withTables<PeopleTables>();
  await db.deleteFrom("people.recovery_code").where("account_id", "=", accountId).execute();
  const result = await db
    .deleteFrom("people.second_factor")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
