import type { Writing } from "../../platform/database.ts";
import type { FederationTables, JourneyKind } from "./federation-tables.ts";

export type JourneyRow = FederationTables["federation.journey"];

export async function insertJourney(tx: Writing, row: JourneyRow): Promise<void> {
  await tx.withTables<FederationTables>().insertInto("federation.journey").values(row).execute();
}

/** Takes a journey away for good: of two calls at once one gets it. */
export async function takeJourney(
  tx: Writing,
  journey: {
    readonly siteId: string;
    readonly what: JourneyKind;
    readonly keyHash: string;
    readonly nowMs: number;
  },
): Promise<JourneyRow | undefined> {
  return tx
    .withTables<FederationTables>()
    .deleteFrom("federation.journey")
    .where("site_id", "=", journey.siteId)
    .where("what", "=", journey.what)
    .where("key_hash", "=", journey.keyHash)
    .where("expires_at_ms", ">", journey.nowMs)
    .returningAll()
    .executeTakeFirst();
}

export async function dropOldJourneys(tx: Writing, siteId: string, nowMs: number): Promise<void> {
  await tx
    .withTables<FederationTables>()
    .deleteFrom("federation.journey")
    .where("site_id", "=", siteId)
    .where("expires_at_ms", "<=", nowMs)
    .execute();
}
