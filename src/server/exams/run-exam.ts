import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { RunAct } from "../../contract/osce.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { ExamBoard } from "../../contract/routes/osce.ts";
import { examTurns, roomSpans } from "../../kernel/osce/plan-troubles.ts";
import { type Day, actTrouble, mayAct } from "../../kernel/osce/run-acts.ts";
import { dayLengthMs, elapsedAt, runOf } from "../../kernel/osce/run-clock.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { exams as gate } from "../readiness/index.ts";
import { boardOf, standingAt } from "./board.ts";
import { type ActRow, insertAct, lockExam, selectActs, selectRooms } from "./exams.store.ts";
import { type FoundExam, examToChange } from "./find-exam.ts";

export interface Acting {
  readonly examId: string;
  readonly actId: string;
  readonly kind: RunAct["kind"];
  readonly candidateId: string | null;
  readonly circuit: number | null;
  readonly station: string | null;
  readonly reason: string;
}

/**
 * One act of the day. What it comes to is worked out from all of them, so that every board tells the same; sent
 * twice it is one. The exam starts only when every room of its first block has been opened (S0-5.2.3).
 */
export async function runExam(
  house: House,
  actor: PersonActor,
  ask: Acting,
): Promise<Outcome<ExamBoard>> {
  const found = await examToChange(house, actor, { examId: ask.examId, attempted: "exam.run@1" });
  if (!found.ok) return found;
  if (found.value.row.state !== "published") return refused("exam_unpublished");
  if (!mayAct(ask.kind, standingAt(actor, found.value.input))) {
    const refusal = refused("exam_chief_only");
    const subject = { type: "exam", id: ask.examId } as const;
    await enterRefusal(house, actor, "exam.run@1", refusal, subject);
    return refusal;
  }
  const closed = ask.kind === "start" ? await firstUnopened(house, ask.examId) : undefined;
  if (closed !== undefined) {
    const subject = { type: "exam", id: ask.examId } as const;
    await enterRefusal(house, actor, "exam.run@1", closed, subject);
    return closed;
  }
  const taken = await take(house, actor, { ask, found: found.value });
  if (!taken.ok) return taken;
  if (taken.value === "new" && ask.kind === "trouble") await tell(house, found.value, ask);
  return granted(await boardOf(house, actor, found.value));
}

async function take(
  house: House,
  actor: PersonActor,
  { ask, found }: { readonly ask: Acting; readonly found: FoundExam },
): Promise<Outcome<"new" | "known">> {
  const { examId, actId, kind } = ask;
  const before = await selectActs(house.db, examId);
  if (before.some((one) => one.act_id === actId)) return granted("known");
  const fromMs = await recordedFrom(house, examId);
  return act(house, actor, "exam.run@1", async (tx) => {
    if ((await lockExam(tx, house.siteId, examId)) === undefined) return refused("not_found");
    const acts = await selectActs(tx, examId);
    if (acts.length >= limits.examActsMost)
      return refused("too_many", { most: limits.examActsMost });
    const day = dayOf(found, { acts, nowMs: house.clock.now(), fromMs });
    const trouble = actTrouble(ask, day);
    if (trouble === "reason") return refused("exam_reason_missing");
    if (trouble === "candidate" || trouble === "place")
      return refused("bad_input", { field: trouble });
    if (trouble !== undefined) return refused("exam_act_unfit", { reason: trouble });
    const { candidateId, circuit, station, reason } = ask;
    await insertAct(tx, {
      act_id: actId,
      exam_id: examId,
      site_id: house.siteId,
      serial: acts.length + 1,
      kind,
      at_ms: day.nowMs,
      account_id: actor.accountId,
      candidate_id: candidateId,
      circuit,
      station,
      reason,
    });
    const elapsedMs = elapsedAt(day.run, day.nowMs);
    return granted({
      value: "new" as const,
      subject: { type: "exam", id: examId },
      body: { examId, actId, kind, elapsedMs, candidateId, circuit, station },
      ...(reason === "" ? {} : { personal: { reason } }),
    });
  });
}

function dayOf(
  { input }: FoundExam,
  at: { readonly acts: readonly ActRow[]; readonly nowMs: number; readonly fromMs: number },
): Day {
  const turns = examTurns(input);
  const acts = at.acts.map((one) => ({ kind: one.kind, atMs: one.at_ms }));
  return {
    run: runOf(input.startMs, acts),
    lengthMs: dayLengthMs(input.timing, turns),
    nowMs: at.nowMs,
    fromMs: at.fromMs,
    toMs: roomSpans(input, turns).at(-1)?.endMs ?? input.startMs,
    candidateIds: new Set(input.candidates.map((one) => one.candidateId)),
    places: new Set(
      input.circuits.flatMap((one, circuit) =>
        one.places.map((place) => `${circuit} ${place.station}`),
      ),
    ),
  };
}

/** From when on every room of the first block is recorded. */
async function recordedFrom(house: House, examId: string): Promise<number> {
  const rooms = (await selectRooms(house.db, examId)).filter((one) => one.block === 0);
  const facts = await lessonsOfOccasions(
    house,
    rooms.map((one) => one.lesson_id),
  );
  return Math.max(0, ...facts.map(({ lesson }) => lesson.recordFromMs));
}

async function firstUnopened(house: House, examId: string): Promise<Refusal | undefined> {
  const rooms = (await selectRooms(house.db, examId)).filter((one) => one.block === 0);
  const facts = await lessonsOfOccasions(
    house,
    rooms.map((one) => one.lesson_id),
  );
  const closed: string[] = [];
  let refusal: Refusal | undefined;
  for (const { lesson } of facts) {
    const why = await gate.whyNotOpened(house, lesson);
    refusal ??= why;
    if (why !== undefined) closed.push(lesson.venueName);
  }
  return refusal === undefined
    ? undefined
    : refused(refusal.code, { count: closed.length, venue: closed.join("、").slice(0, 200) });
}

/** Trouble at a station is an incident of the lesson in its room, so that its time and pictures are at hand. */
async function tell(house: House, { row, input }: FoundExam, ask: Acting): Promise<void> {
  const place = input.circuits[ask.circuit ?? 0]?.places.find((one) => one.station === ask.station);
  const rooms = await selectRooms(house.db, row.exam_id);
  const facts = await lessonsOfOccasions(
    house,
    rooms.filter((one) => one.venue_id === place?.venueId).map((one) => one.lesson_id),
  );
  const nowMs = house.clock.now();
  const room = facts.find(({ lesson }) => lesson.endMs > nowMs) ?? facts.at(-1);
  if (room === undefined) return;
  await incidents.raise(house, {
    kind: "exam-station",
    severity: "major",
    subject: { type: "lesson", id: room.lesson.lessonId },
    facts: {
      lesson: row.title,
      venue: room.lesson.venueName,
      station: input.stations.find((one) => one.key === ask.station)?.name ?? "",
      circuit: input.circuits[ask.circuit ?? 0]?.name ?? "",
    },
  });
}
