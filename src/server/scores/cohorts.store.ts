import { type RawBuilder, sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";

/** The exams' tables as Kysely sees them; `migrations/0390-cohorts.sql` is their definition. */
type CohortTables = {
  "scores.cohort_candidate": {
    cohort_id: string;
    candidate_id: string;
    site_id: string;
    name: string;
    number: string;
    account_id: string | null;
  };
  "scores.seating": {
    assignment_id: string;
    site_id: string;
    cohort_id: string;
    station: string;
    candidate_ids: string[];
    examiner_ids: string[];
  };
  "scores.mark": { assignment_id: string; student_id: string; examiner_id: string };
  "scores.hand_in": { assignment_id: string; student_id: string; examiner_id: string };
};
export type CandidateRow = CohortTables["scores.cohort_candidate"];
export type SeatingRow = CohortTables["scores.seating"];

export async function insertCandidates(tx: Writing, rows: readonly CandidateRow[]): Promise<void> {
  await tx
    .withTables<CohortTables>()
    .insertInto("scores.cohort_candidate")
    .values([...rows])
    .execute();
}

export async function insertSeating(tx: Writing, row: SeatingRow): Promise<void> {
  const { candidate_ids, examiner_ids } = row;
  await tx
    .withTables<CohortTables>()
    .insertInto("scores.seating")
    .values({ ...row, candidate_ids: uuids(candidate_ids), examiner_ids: uuids(examiner_ids) })
    .execute();
}

export async function updateSeating(
  tx: Writing,
  of: { readonly assignmentId: string; readonly candidateIds: readonly string[] },
): Promise<void> {
  await tx
    .withTables<CohortTables>()
    .updateTable("scores.seating")
    .set({ candidate_ids: uuids(of.candidateIds) })
    .where("assignment_id", "=", of.assignmentId)
    .execute();
}

/** False where the candidate has an account already, or the account is somebody else of the cohort. */
export async function updateClaim(
  tx: Writing,
  of: { readonly cohortId: string; readonly candidateId: string; readonly accountId: string },
): Promise<boolean> {
  const done = await tx
    .withTables<CohortTables>()
    .updateTable("scores.cohort_candidate")
    .set({ account_id: of.accountId })
    .where("cohort_id", "=", of.cohortId)
    .where("candidate_id", "=", of.candidateId)
    .where("account_id", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("scores.cohort_candidate as other")
            .select("other.candidate_id")
            .where("other.cohort_id", "=", of.cohortId)
            .where("other.account_id", "=", of.accountId),
        ),
      ),
    )
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** The number goes with the name. */
export async function updateName(
  tx: Writing,
  of: { readonly cohortId: string; readonly candidateId: string; readonly name: string },
): Promise<void> {
  await tx
    .withTables<CohortTables>()
    .updateTable("scores.cohort_candidate")
    .set({ name: of.name, number: "" })
    .where("cohort_id", "=", of.cohortId)
    .where("candidate_id", "=", of.candidateId)
    .execute();
}

export async function selectSeatings(
  db: Database | Writing,
  of: { readonly assignmentIds: readonly string[] } | { readonly cohortId: string },
): Promise<SeatingRow[]> {
  const query = db.withTables<CohortTables>().selectFrom("scores.seating").selectAll();
  if ("cohortId" in of)
    return query.where("cohort_id", "=", of.cohortId).orderBy("assignment_id").execute();
  return of.assignmentIds.length === 0
    ? []
    : query.where("assignment_id", "in", of.assignmentIds).execute();
}

export async function selectCandidates(
  db: Database | Writing,
  cohortIds: readonly string[],
): Promise<CandidateRow[]> {
  if (cohortIds.length === 0) return [];
  return db
    .withTables<CohortTables>()
    .selectFrom("scores.cohort_candidate")
    .selectAll()
    .where("cohort_id", "in", cohortIds)
    .execute();
}

/** As whom an account is a candidate. */
export async function selectCandidacies(
  db: Database | Writing,
  accountId: string,
): Promise<CandidateRow[]> {
  return db
    .withTables<CohortTables>()
    .selectFrom("scores.cohort_candidate")
    .selectAll()
    .where("account_id", "=", accountId)
    .execute();
}

/** Who marked whom, and who handed in whom: one row for each sheet. */
export async function selectSheetStates(
  db: Database,
  assignmentIds: readonly string[],
): Promise<{ assignment_id: string; student_id: string; handed_in: boolean }[]> {
  if (assignmentIds.length === 0) return [];
  return db
    .withTables<CohortTables>()
    .selectFrom("scores.mark as m")
    .leftJoin("scores.hand_in as h", (join) =>
      join
        .onRef("h.assignment_id", "=", "m.assignment_id")
        .onRef("h.student_id", "=", "m.student_id")
        .onRef("h.examiner_id", "=", "m.examiner_id"),
    )
    .select(["m.assignment_id", "m.student_id"])
    .select(sql<boolean>`bool_or(h.examiner_id is not null)`.as("handed_in"))
    .where("m.assignment_id", "in", assignmentIds)
    .groupBy(["m.assignment_id", "m.student_id", "m.examiner_id"])
    .execute();
}

function uuids(ids: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${[...ids]}::uuid[]`;
}
