import type { RequestState } from "../../contract/approval.ts";
import type { Database } from "../../platform/database.ts";
import type { ApprovalTables } from "./approval-tables.ts";

/** Lessons of cases: of those in some states that name some lessons, or of some cases. */
export async function selectCaseLessons(
  db: Database,
  siteId: string,
  of: {
    readonly states?: readonly RequestState[];
    readonly lessonIds?: readonly string[];
    readonly requestIds?: readonly string[];
  },
): Promise<{ request_id: string; lesson_id: string }[]> {
  if (of.lessonIds?.length === 0 || of.requestIds?.length === 0) return [];
  let query = db
    .withTables<ApprovalTables>()
    .selectFrom("approval.request_lesson as l")
    .innerJoin("approval.request as r", "r.request_id", "l.request_id")
    .select(["l.request_id", "l.lesson_id"])
    .where("r.site_id", "=", siteId);
  if (of.states !== undefined) query = query.where("r.state", "in", [...of.states]);
  if (of.lessonIds !== undefined) query = query.where("l.lesson_id", "in", [...of.lessonIds]);
  if (of.requestIds !== undefined) query = query.where("l.request_id", "in", [...of.requestIds]);
  return query.orderBy("l.request_id").orderBy("l.position").execute();
}
