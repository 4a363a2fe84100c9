import type { PersonActor } from "../../contract/actor.ts";
import type { ExamInput } from "../../contract/osce.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Exam } from "../../contract/routes/osce.ts";
import { fittingOrder } from "../../kernel/osce/rotation.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { findAccounts, venueScope } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import {
  type ExamRow,
  insertExam,
  lockExam,
  replacePeople,
  selectExams,
  updateExam,
} from "./exams.store.ts";
import { endOf, examToChange, shownExam } from "./find-exam.ts";

export interface Saving {
  readonly of: { readonly examId: string; readonly version: number } | null;
  readonly input: ExamInput;
}

/** Saves a draft, whole as it was typed; what is missing or in conflict stands beside it and blocks only publishing. */
export async function saveExam(
  house: House,
  actor: PersonActor,
  { of, input: typed }: Saving,
): Promise<Outcome<Exam>> {
  const input = fitted(typed);
  const known =
    of === null
      ? undefined
      : await examToChange(house, actor, { examId: of.examId, attempted: "exam.saved@1" });
  if (known !== undefined && !known.ok) return known;
  const refusal = await inputRefusal(house, actor, input);
  if (refusal !== undefined) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "exam.saved@1", refusal, subject);
    return refusal;
  }
  const examId = of?.examId ?? house.newId();
  const version = (of?.version ?? 0) + 1;
  const saved = await act(house, actor, "exam.saved@1", async (tx) => {
    const row = rowOf(house, actor, { examId, version, input });
    if (of === null) await insertExam(tx, row);
    else {
      const before = await lockExam(tx, house.siteId, examId);
      if (before === undefined) return refused("not_found");
      if (before.state !== "draft") return refused("exam_published");
      if (before.version !== of.version) return refused("conflict");
      const { exam_id: _, site_id: __, created_by: ___, created_at_ms: ____, ...change } = row;
      await updateExam(tx, examId, change);
    }
    await replacePeople(tx, examId, peopleOf(house, examId, input));
    return granted({
      value: undefined,
      subject: { type: "exam", id: examId },
      body: {
        examId,
        version,
        startMs: input.startMs,
        stations: input.stations.length,
        circuits: input.circuits.length,
        candidates: input.candidates.length,
        planSha256: planDigest(input),
      },
      personal: { title: input.title },
    });
  });
  if (!saved.ok) return saved;
  const [row] = await selectExams(house.db, house.siteId, { examId, most: 1 });
  return row === undefined ? refused("not_found") : granted(await shownExam(house, { row, input }));
}

/** SHA-256 of the plan without names: what was decided, and nothing of whom. */
export function planDigest(input: ExamInput): string {
  const { candidates, ...plan } = input;
  return digestOf({ ...plan, candidates: candidates.map((one) => one.candidateId) });
}

/** Whoever examines nowhere any more is no chief examiner either. */
function fitted(input: ExamInput): ExamInput {
  const places = input.circuits.flatMap((circuit) => circuit.places);
  const chiefIds = (input.chiefIds ?? []).filter((id) =>
    places.some((place) => place.examinerIds.includes(id)),
  );
  const shape = { stations: input.stations.length, circuits: input.circuits.length };
  const ids = input.candidates.map((one) => one.candidateId);
  return { ...input, chiefIds, order: fittingOrder(input.order, ids, shape) };
}

/** What no draft may hold: ids of nobody, and places the person does not plan for. */
async function inputRefusal(
  house: House,
  actor: PersonActor,
  input: ExamInput,
): Promise<Refusal | undefined> {
  const places = input.circuits.flatMap((circuit) => circuit.places);
  const examinerIds = places.flatMap((place) => place.examinerIds);
  const ids = input.candidates.map((one) => one.candidateId);
  const accounts = await findAccounts(house, [...new Set([...examinerIds, ...ids])]);
  if (examinerIds.some((id) => accounts.get(id)?.role !== "teacher"))
    return refused("bad_input", { field: "examinerIds" });
  // A candidate without account never bears somebody's account id: the marks would be theirs to read.
  const wrong = input.candidates.some(({ candidateId, accountId }) =>
    accountId === null
      ? accounts.has(candidateId)
      : accountId !== candidateId || accounts.get(accountId)?.role !== "student",
  );
  if (wrong || new Set(ids).size !== ids.length)
    return refused("bad_input", { field: "candidates" });
  if (actor.role !== "manager") return undefined;
  const scope = await venueScope(house, actor.accountId);
  const foreign = places.some(({ venueId }) => venueId !== null && !scope.includes(venueId));
  return foreign ? refused("not_permitted", { reason: "venue" }) : undefined;
}

function rowOf(
  house: House,
  actor: PersonActor,
  of: { readonly examId: string; readonly version: number; readonly input: ExamInput },
): ExamRow {
  const { candidates, ...plan } = of.input;
  return {
    exam_id: of.examId,
    site_id: house.siteId,
    version: of.version,
    state: "draft",
    title: plan.title,
    course: plan.course,
    start_ms: plan.startMs,
    end_ms: endOf(of.input),
    plan,
    candidates: candidates.length,
    created_by: actor.accountId,
    created_at_ms: house.clock.now(),
    published_at_ms: null,
    released_at_ms: null,
  };
}

function peopleOf(house: House, examId: string, input: ExamInput) {
  const places = input.circuits.flatMap((circuit) => circuit.places);
  const part = { exam_id: examId, site_id: house.siteId };
  const venueIds = new Set(places.flatMap((place) => place.venueId ?? []));
  const examinerIds = new Set(places.flatMap((place) => place.examinerIds));
  return {
    candidates: input.candidates.map((one, position) => ({
      exam_id: examId,
      candidate_id: one.candidateId,
      site_id: house.siteId,
      position,
      name: one.name,
      number: one.number,
      account_id: one.accountId,
    })),
    parts: [
      ...[...venueIds].map((venue_id) => ({ ...part, venue_id, account_id: null })),
      ...[...examinerIds].map((account_id) => ({ ...part, venue_id: null, account_id })),
    ],
  };
}
