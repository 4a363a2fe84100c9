import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Exam } from "../../contract/routes/osce.ts";
import { examTurns } from "../../kernel/osce/plan-troubles.ts";
import { swapped } from "../../kernel/osce/rotation.ts";
import { blocksOf } from "../../kernel/osce/run-clock.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { cohorts } from "../scores/index.ts";
import { digestOf } from "../signing/index.ts";
import {
  lockExam,
  selectActs,
  selectPlaces,
  selectRooms,
  updateClaim,
  updateExam,
} from "./exams.store.ts";
import { StoredPlan, examToChange, inputOf } from "./find-exam.ts";
import { takeBack } from "./publish-exam.ts";
import { readExam } from "./read-exams.ts";
import { comers, enrolRooms } from "./room-people.ts";
import { noteOwnVisits } from "./room-visits.ts";

/** Two candidates, or one and an empty place, change places before the start; once published only with a reason. */
export async function swapCandidates(
  house: House,
  actor: PersonActor,
  ask: {
    readonly examId: string;
    readonly first: number;
    readonly second: number;
    readonly reason: string;
  },
): Promise<Outcome<Exam>> {
  const { examId, first, second, reason } = ask;
  const found = await examToChange(house, actor, { examId, attempted: "exam.swapped@1" });
  if (!found.ok) return found;
  const done = await act(house, actor, "exam.swapped@1", async (tx) => {
    const row = await lockExam(tx, house.siteId, examId);
    if (row === undefined || row.state === "withdrawn") return refused("not_found");
    const acts = await selectActs(tx, examId);
    if (acts.some((one) => one.kind === "start")) return refused("exam_begun");
    if (row.state === "published" && reason === "") return refused("exam_reason_missing");
    const before = await inputOf(tx, row);
    const { length } = before.order;
    if (first >= length || second >= length || first === second)
      return refused("bad_input", { field: "second" });
    const input = { ...before, order: swapped(before.order, first, second) };
    await updateExam(tx, examId, { plan: StoredPlan.strip().parse(input) });
    const blocks = blocksOf(input.timing, examTurns(input));
    const places = await selectPlaces(tx, examId);
    await cohorts.reseat(
      tx,
      places.flatMap(({ assignment_id: assignmentId, block: at, circuit, station }) => {
        const block = blocks[at];
        if (block === undefined) return [];
        return [{ assignmentId, candidateIds: comers(input, { block, circuit, station }) }];
      }),
    );
    return granted({
      value: undefined,
      subject: { type: "exam", id: examId },
      body: { examId, first, second, orderSha256: digestOf(input.order) },
      ...(reason === "" ? {} : { personal: { reason } }),
      also: await enrolRooms(house, tx, { examId, input }),
    });
  });
  return done.ok ? readExam(house, actor, examId) : done;
}

/** Withdraws an exam that has not begun: its lessons are cancelled, what was entered stays. */
export async function withdrawExam(
  house: House,
  actor: PersonActor,
  ask: { readonly examId: string; readonly reason: string },
): Promise<Outcome<Exam>> {
  const { examId, reason } = ask;
  const found = await examToChange(house, actor, { examId, attempted: "exam.withdrawn@1" });
  if (!found.ok) return found;
  const rooms = await selectRooms(house.db, examId);
  const lessonIds = rooms.map((one) => one.lesson_id);
  const done = await act(house, actor, "exam.withdrawn@1", async (tx) => {
    const row = await lockExam(tx, house.siteId, examId);
    if (row === undefined || row.state === "withdrawn") return refused("not_found");
    const acts = await selectActs(tx, examId);
    if (acts.some((one) => one.kind === "start")) return refused("exam_begun");
    await updateExam(tx, examId, { state: "withdrawn" });
    return granted({
      value: undefined,
      subject: { type: "exam", id: examId },
      body: { examId, lessonIds },
      personal: { reason },
    });
  });
  if (!done.ok) return done;
  // A room whose recording has begun goes on to its end: what is recorded is never cut off.
  await takeBack(house, actor, { examId, lessonIds, reason });
  return readExam(house, actor, examId);
}

/** A candidate who had no account and this student are one person: own results follow from then on. */
export async function claimCandidate(
  house: House,
  actor: PersonActor,
  ask: { readonly examId: string; readonly candidateId: string; readonly accountId: string },
): Promise<Outcome<Exam>> {
  const { examId, candidateId, accountId } = ask;
  const attempted = "exam.candidate-claimed@1";
  const found = await examToChange(house, actor, { examId, attempted });
  if (!found.ok) return found;
  if (found.value.row.state !== "published") return refused("exam_unpublished");
  const accounts = await findAccounts(house, [accountId]);
  if (accounts.get(accountId)?.role !== "student")
    return refused("bad_input", { field: "accountId" });
  const { candidates } = found.value.input;
  if (!candidates.some((one) => one.candidateId === candidateId)) return refused("not_found");
  if (candidates.some((one) => one.accountId === accountId)) return refused("exam_claimed");
  const done = await act(house, actor, attempted, async (tx) => {
    const row = await lockExam(tx, house.siteId, examId);
    if (row === undefined) return refused("not_found");
    const claimed = await cohorts.claim(tx, { cohortId: examId, candidateId, accountId });
    if (!claimed || !(await updateClaim(tx, { examId, candidateId, accountId })))
      return refused("exam_claimed");
    const input = await inputOf(tx, row);
    const also = await enrolRooms(house, tx, { examId, input });
    if (row.released_at_ms !== null) await noteOwnVisits(house, tx, { examId, input });
    return granted({
      value: undefined,
      subject: { type: "exam", id: examId },
      body: { examId, candidateId },
      personal: { account: accountId },
      also,
    });
  });
  return done.ok ? readExam(house, actor, examId) : done;
}
