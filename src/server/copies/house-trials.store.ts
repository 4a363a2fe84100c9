import type { TrialReason, TrialReport } from "../../contract/restore-trial.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

export type TrialRow = Awaited<ReturnType<typeof selectTrials>>[number];

/** Newest first, each with the name of its place. */
export function selectTrials(db: Database, siteId: string, most: number) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.house_trial as h")
    .innerJoin("copies.target as t", "t.target_id", "h.target_id")
    .selectAll("h")
    .select("t.name as target_name")
    .where("h.site_id", "=", siteId)
    .orderBy("h.started_at_ms", "desc")
    .orderBy("h.trial_id", "desc")
    .limit(most)
    .execute();
}

export async function insertTrial(
  tx: Writing,
  row: Pick<
    CopiesTables["copies.house_trial"],
    "trial_id" | "site_id" | "week" | "target_id" | "started_at_ms" | "ended_at_ms"
  >,
): Promise<void> {
  await tx.withTables<CopiesTables>().insertInto("copies.house_trial").values(row).execute();
}

export async function endTrial(
  tx: Writing,
  trialId: string,
  end: {
    readonly atMs: number;
    readonly reasons: readonly TrialReason[];
    readonly report: TrialReport | undefined;
  },
): Promise<void> {
  await tx
    .withTables<CopiesTables>()
    .updateTable("copies.house_trial")
    .set({
      ended_at_ms: end.atMs,
      result: end.reasons.length === 0 ? "sound" : "failed",
      reasons: JSON.stringify(end.reasons),
      ...(end.report === undefined ? {} : { report: JSON.stringify(end.report) }),
    })
    .where("trial_id", "=", trialId)
    .where("result", "=", "running")
    .execute();
}

/** Which of these names had been copied to some place. */
export async function selectCopied(db: Database, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const rows = await db
      .withTables<CopiesTables>()
      .selectFrom("copies.copied")
      .select("name")
      .where("name", "in", names.slice(from, from + namesAtOnce))
      .where("state", "in", ["present", "verified", "missing", "damaged"])
      .execute();
    for (const { name } of rows) found.add(name);
  }
  return found;
}
const namesAtOnce = 2_000;
