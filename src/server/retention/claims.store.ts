import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

export type ClaimRow = RetentionTables["retention.claim"];
export type AgreementRow = RetentionTables["retention.agreement"];
export type HoldRow = RetentionTables["retention.hold"];

export async function insertClaims(tx: Writing, rows: readonly ClaimRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .withTables<RetentionTables>()
    .insertInto("retention.claim")
    .values([...rows])
    .execute();
}

/** Claims of items, ended ones too, the oldest first. */
export async function selectClaims(
  db: Database | Writing,
  of: { readonly itemIds: readonly string[]; readonly live: boolean },
): Promise<ClaimRow[]> {
  if (of.itemIds.length === 0) return [];
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.claim")
    .selectAll()
    .where("item_id", "in", [...of.itemIds]);
  if (of.live) query = query.where("ended_at_ms", "is", null);
  return query.orderBy("opened_at_ms").orderBy("claim_id").execute();
}

/** Live claims of one hold. */
export function selectHoldClaims(db: Database | Writing, holdIds: readonly string[]) {
  return db
    .withTables<RetentionTables>()
    .selectFrom("retention.claim as c")
    .innerJoin("retention.item as i", "i.item_id", "c.item_id")
    .select(["c.claim_id", "c.hold_id", "c.item_id", "i.name", "i.source", "c.ended_at_ms"])
    .where("c.hold_id", "in", [...holdIds, nobody])
    .orderBy("i.year")
    .orderBy("i.number")
    .execute();
}

const nobody = "00000000-0000-7000-8000-000000000000";

export async function endClaims(
  tx: Writing,
  claimIds: readonly string[],
  end: { readonly atMs: number; readonly by: string | null },
): Promise<void> {
  if (claimIds.length === 0) return;
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.claim")
    .set({ ended_at_ms: end.atMs, ended_by: end.by })
    .where("claim_id", "in", [...claimIds])
    .where("ended_at_ms", "is", null)
    .execute();
}

export async function insertHold(tx: Writing, row: HoldRow): Promise<void> {
  await tx.withTables<RetentionTables>().insertInto("retention.hold").values(row).execute();
}

/** Holds, the newest first. */
export function selectHolds(
  db: Database | Writing,
  siteId: string,
  choice: { readonly ids?: readonly string[]; readonly live: boolean; readonly most: number },
): Promise<HoldRow[]> {
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.hold")
    .selectAll()
    .where("site_id", "=", siteId);
  if (choice.ids !== undefined) query = query.where("hold_id", "in", [...choice.ids, nobody]);
  if (choice.live) query = query.where("lifted_at_ms", "is", null);
  return query.orderBy("placed_at_ms", "desc").orderBy("hold_id").limit(choice.most).execute();
}

/** The hold, locked until the transaction ends. */
export function lockHold(tx: Writing, siteId: string, holdId: string) {
  return tx
    .withTables<RetentionTables>()
    .selectFrom("retention.hold")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("hold_id", "=", holdId)
    .forUpdate()
    .executeTakeFirst();
}

export async function liftHoldRow(
  tx: Writing,
  holdId: string,
  lifted: Pick<
    HoldRow,
    "lifted_at_ms" | "lifted_by" | "lift_reason" | "lift_signature" | "lift_sha256"
  >,
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.hold")
    .set(lifted)
    .where("hold_id", "=", holdId)
    .execute();
}

export async function insertAgreement(tx: Writing, row: AgreementRow): Promise<void> {
  await tx.withTables<RetentionTables>().insertInto("retention.agreement").values(row).execute();
}

export function selectAgreements(
  db: Database | Writing,
  siteId: string,
  most: number,
): Promise<AgreementRow[]> {
  return db
    .withTables<RetentionTables>()
    .selectFrom("retention.agreement")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("recorded_at_ms", "desc")
    .orderBy("agreement_id")
    .limit(most)
    .execute();
}
