import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

export type MoveRow = RetentionTables["retention.reclassification"];
export type ShownMove = MoveRow & { readonly name: string; readonly source: string };

export async function insertMove(tx: Writing, row: MoveRow): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .insertInto("retention.reclassification")
    .values(row)
    .execute();
}

export function lockMove(tx: Writing, siteId: string, id: string): Promise<MoveRow | undefined> {
  return tx
    .withTables<RetentionTables>()
    .selectFrom("retention.reclassification")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("reclassification_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

export async function decideMoveRow(
  tx: Writing,
  id: string,
  decided: Partial<MoveRow>,
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.reclassification")
    .set(decided)
    .where("reclassification_id", "=", id)
    .execute();
}

/** Moves, the newest first, with the item's name. */
export function selectMoves(
  db: Database | Writing,
  siteId: string,
  choice: {
    readonly ids?: readonly string[];
    readonly itemId?: string;
    readonly waiting?: boolean;
    readonly most: number;
  },
) {
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.reclassification as m")
    .innerJoin("retention.item as i", "i.item_id", "m.item_id")
    .selectAll("m")
    .select(["i.name", "i.source"])
    .where("m.site_id", "=", siteId);
  if (choice.ids !== undefined) query = query.where("m.reclassification_id", "in", [...choice.ids]);
  if (choice.itemId !== undefined) query = query.where("m.item_id", "=", choice.itemId);
  if (choice.waiting === true) query = query.where("m.state", "=", "waiting");
  return query
    .orderBy("m.proposed_at_ms", "desc")
    .orderBy("m.reclassification_id")
    .limit(choice.most)
    .execute();
}
