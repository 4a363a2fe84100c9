import type { Strokes } from "../../contract/approval.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's table as Kysely sees it; `migrations/0200-signing.sql` is its definition. */
type SigningTables = {
  "signing.signature": {
    account_id: string;
    site_id: string;
    strokes: Strokes;
    kept_at_ms: number;
  };
};

export async function selectSignature(
  db: Database | Writing,
  accountId: string,
): Promise<Strokes | undefined> {
  const row = await db
    .withTables<SigningTables>()
    .selectFrom("signing.signature")
    .select("strokes")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row?.strokes;
}

export async function saveSignature(
  tx: Writing,
  row: SigningTables["signing.signature"],
): Promise<void> {
  const strokes = jsonb<Strokes>(row.strokes);
  await tx
    .withTables<SigningTables>()
    .insertInto("signing.signature")
    .values({ ...row, strokes })
    .onConflict((known) =>
      known.column("account_id").doUpdateSet({ strokes, kept_at_ms: row.kept_at_ms }),
    )
    .execute();
}
