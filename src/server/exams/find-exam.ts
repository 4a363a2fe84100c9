import type { PersonActor } from "../../contract/actor.ts";
import { ExamInput } from "../../contract/osce.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Exam } from "../../contract/routes/osce.ts";
import { examTurns, planTroubles } from "../../kernel/osce/plan-troubles.ts";
import { dayLengthMs } from "../../kernel/osce/run-clock.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { enterRefusal } from "../ledger/index.ts";
import { type ExamRow, selectActs, selectCandidates, selectExams } from "./exams.store.ts";
import { worldOf } from "./world.ts";

/** What is stored of a plan: all but who takes part. */
export const StoredPlan = ExamInput.omit({ candidates: true });

export interface FoundExam {
  readonly row: ExamRow;
  readonly input: ExamInput;
}

/** An exam as far as this person's tier lets it be seen. */
export async function findExam(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<FoundExam>> {
  const [row] = await asTier(house, actor, (db) =>
    selectExams(db, house.siteId, { examId, most: 1 }),
  );
  if (row === undefined) return refused("not_found");
  return granted({ row, input: await inputOf(house.db, row) });
}

/** The same for whoever wants to change something: what is not there is entered as tried. */
export async function examToChange(
  house: House,
  actor: PersonActor,
  of: { readonly examId: string; readonly attempted: string },
): Promise<Outcome<FoundExam>> {
  const found = await findExam(house, actor, of.examId);
  if (!found.ok) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, of.attempted, found, subject);
  }
  return found;
}

export async function inputOf(db: Database | Writing, row: ExamRow): Promise<ExamInput> {
  const plan = StoredPlan.parse(row.plan);
  const candidates = await selectCandidates(db, row.exam_id);
  return {
    ...plan,
    candidates: candidates.map((one) => ({
      candidateId: one.candidate_id,
      name: one.name,
      number: one.number,
      accountId: one.account_id,
    })),
  };
}

export function endOf(input: ExamInput): number {
  return input.startMs + dayLengthMs(input.timing, examTurns(input));
}

/** The exam as its page shows it; what stands against it is found anew each time, until it is published. */
export async function shownExam(house: House, { row, input }: FoundExam): Promise<Exam> {
  const acts = await selectActs(house.db, row.exam_id);
  const troubles = row.state === "draft" ? planTroubles(input, await worldOf(house, input)) : [];
  return {
    examId: row.exam_id,
    version: row.version,
    state: row.state,
    input,
    troubles,
    releasedAtMs: row.released_at_ms,
    begun: acts.some((one) => one.kind === "start"),
  };
}
