import type { Database, Writing } from "../../platform/database.ts";

type KioskTables = {
  "attendance.kiosk": {
    kiosk_id: string;
    site_id: string;
    venue_id: string;
    name: string;
    registered_by: string;
    registered_at_ms: number;
    code_hash: string | null;
    code_until_ms: number;
    token_hash: string | null;
    entered_at_ms: number | null;
    closed_at_ms: number | null;
  };
};
export type KioskRow = KioskTables["attendance.kiosk"];

/** Kiosks that are not closed, by the order in which they were registered. */
export function selectKiosks(db: Database | Writing, siteId: string): Promise<KioskRow[]> {
  return db
    .withTables<KioskTables>()
    .selectFrom("attendance.kiosk")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("closed_at_ms", "is", null)
    .orderBy("kiosk_id")
    .execute();
}

export async function insertKiosk(tx: Writing, row: KioskRow): Promise<void> {
  await tx.withTables<KioskTables>().insertInto("attendance.kiosk").values(row).execute();
}

/** The kiosk a token belongs to, while it is open. */
export function selectByToken(
  db: Database,
  siteId: string,
  tokenHash: string,
): Promise<KioskRow | undefined> {
  return db
    .withTables<KioskTables>()
    .selectFrom("attendance.kiosk")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("token_hash", "=", tokenHash)
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
}

/** Turns a code that still runs into a token, once. */
export function enterByCode(
  tx: Writing,
  by: {
    readonly siteId: string;
    readonly codeHash: string;
    readonly tokenHash: string;
    readonly nowMs: number;
  },
): Promise<KioskRow | undefined> {
  return tx
    .withTables<KioskTables>()
    .updateTable("attendance.kiosk")
    .set({ code_hash: null, token_hash: by.tokenHash, entered_at_ms: by.nowMs })
    .where("site_id", "=", by.siteId)
    .where("code_hash", "=", by.codeHash)
    .where("code_until_ms", ">", by.nowMs)
    .where("closed_at_ms", "is", null)
    .returningAll()
    .executeTakeFirst();
}

/** Closes one; undefined when it is none, or closed already. */
export function closeRow(
  tx: Writing,
  which: { readonly siteId: string; readonly kioskId: string; readonly nowMs: number },
): Promise<KioskRow | undefined> {
  return tx
    .withTables<KioskTables>()
    .updateTable("attendance.kiosk")
    .set({ closed_at_ms: which.nowMs, code_hash: null, token_hash: null })
    .where("site_id", "=", which.siteId)
    .where("kiosk_id", "=", which.kioskId)
    .where("closed_at_ms", "is", null)
    .returningAll()
    .executeTakeFirst();
}
