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
