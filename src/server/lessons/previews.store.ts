import type { LessonInput } from "../../contract/routes/lessons.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

type PreviewTables = {
  "lessons.preview": {
    preview_id: string;
    site_id: string;
    account_id: string;
    file_sha256: string;
    inputs: LessonInput[];
    faults: number;
    expires_at_ms: number;
  };
};
export type PreviewRow = PreviewTables["lessons.preview"];

/** Keeps a preview; the person's older ones and all that ran out go. */
export async function insertPreview(tx: Writing, row: PreviewRow, nowMs: number): Promise<void> {
  const lessons = tx.withTables<PreviewTables>();
  await lessons
    .deleteFrom("lessons.preview")
    .where((eb) => eb.or([eb("account_id", "=", row.account_id), eb("expires_at_ms", "<=", nowMs)]))
    .execute();
  await lessons
    .insertInto("lessons.preview")
    .values({ ...row, inputs: jsonb<LessonInput[]>(row.inputs) })
    .execute();
}

/** A person's own live preview. */
export async function findPreview(
  db: Database | Writing,
  of: { previewId: string; accountId: string; nowMs: number },
): Promise<PreviewRow | undefined> {
  return db
    .withTables<PreviewTables>()
    .selectFrom("lessons.preview")
    .selectAll()
    .where("preview_id", "=", of.previewId)
    .where("account_id", "=", of.accountId)
    .where("expires_at_ms", ">", of.nowMs)
    .executeTakeFirst();
}

/** Takes the preview away; false when somebody was faster. */
export async function deletePreview(tx: Writing, previewId: string): Promise<boolean> {
  const result = await tx
    .withTables<PreviewTables>()
    .deleteFrom("lessons.preview")
    .where("preview_id", "=", previewId)
    .executeTakeFirst();
  return Number(result.numDeletedRows) === 1;
}
