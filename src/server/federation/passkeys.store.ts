import type { Database, Writing } from "../../platform/database.ts";
import type { FederationTables } from "./federation-tables.ts";

export type PasskeyRow = FederationTables["federation.passkey"];

/** An account's keys that were not removed, oldest first. */
export function selectPasskeys(
  db: Database,
  siteId: string,
  accountId: string,
): Promise<PasskeyRow[]> {
  return db
    .withTables<FederationTables>()
    .selectFrom("federation.passkey")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("account_id", "=", accountId)
    .where("removed_at_ms", "is", null)
    .orderBy("added_at_ms")
    .execute();
}

/** The key of this name, removed or not: a name is never given twice. */
export function selectPasskey(
  db: Database,
  siteId: string,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  return db
    .withTables<FederationTables>()
    .selectFrom("federation.passkey")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("credential_id", "=", credentialId)
    .executeTakeFirst();
}

export async function insertPasskey(tx: Writing, row: PasskeyRow): Promise<void> {
  await tx.withTables<FederationTables>().insertInto("federation.passkey").values(row).execute();
}

/** Moves the counter on; false when another use had moved it further, or the key is gone. */
export async function moveCounter(
  tx: Writing,
  use: {
    readonly passkeyId: string;
    readonly before: number;
    readonly after: number;
    readonly atMs: number;
  },
): Promise<boolean> {
  const result = await tx
    .withTables<FederationTables>()
    .updateTable("federation.passkey")
    .set({ counter: use.after, used_at_ms: use.atMs })
    .where("passkey_id", "=", use.passkeyId)
    .where("counter", "=", use.before)
    .where("removed_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** False when this account has no such key. */
export async function removePasskeyRow(
  tx: Writing,
  which: { readonly accountId: string; readonly passkeyId: string; readonly atMs: number },
): Promise<boolean> {
  const result = await tx
    .withTables<FederationTables>()
    .updateTable("federation.passkey")
    .set({ removed_at_ms: which.atMs })
    .where("passkey_id", "=", which.passkeyId)
    .where("account_id", "=", which.accountId)
    .where("removed_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
