import type { PersonActor } from "../../contract/actor.ts";
import type { ExamInput } from "../../contract/osce.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Exam } from "../../contract/routes/osce.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import {
  type RoomSpan,
  examTurns,
  planTroubles,
  roomSpans,
  scoredPlaces,
} from "../../kernel/osce/plan-troubles.ts";
import { blocksOf } from "../../kernel/osce/run-clock.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { cohorts } from "../scores/index.ts";
import { type RoomRow, insertPublished, lockExam, selectExams, updateExam } from "./exams.store.ts";
import { examToChange, shownExam } from "./find-exam.ts";
import { comers, peopleOfRoom } from "./room-people.ts";
import { sheetWords } from "./results-sheet.ts";
import { planDigest } from "./save-exam.ts";
import { worldOf } from "./world.ts";

/**
 * Makes an exam real: a lesson for each room and block, so that its cameras record and what they record is
 * kept as an exam's (S0-5.2.3, S0-6.1a), and the checklists with those they are for. Where one step is refused,
 * what was made before is taken back.
 */
export async function publishExam(
  house: House,
  actor: PersonActor,
  ask: { readonly examId: string; readonly version: number },
): Promise<Outcome<Exam>> {
  const { examId } = ask;
  const found = await examToChange(house, actor, { examId, attempted: "exam.published@1" });
  if (!found.ok) return found;
  const { row, input } = found.value;
  if (row.state !== "draft") return refused("exam_published");
  if (row.version !== ask.version) return refused("conflict");
  const troubles = planTroubles(input, await worldOf(house, input));
  if (troubles.length > 0) return refused("exam_unready", { count: troubles.length });
  const rooms = await planRooms(house, actor, { examId, input });
  if (!rooms.ok) return rooms;
  const done = await open(house, actor, {
    examId,
    version: ask.version,
    input,
    rooms: rooms.value,
  });
  if (!done.ok) {
    await takeBack(house, actor, { examId, lessonIds: rooms.value.map((one) => one.lesson_id) });
    return done;
  }
  const [after] = await selectExams(house.db, house.siteId, { examId, most: 1 });
  return after === undefined
    ? refused("not_found")
    : granted(await shownExam(house, { row: after, input }));
}

async function planRooms(
  house: House,
  actor: PersonActor,
  { examId, input }: { readonly examId: string; readonly input: ExamInput },
): Promise<Outcome<RoomRow[]>> {
  const made: RoomRow[] = [];
  const venueIds = [...new Set(scoredPlaces(input).map((place) => place.venueId))];
  for (const span of roomSpans(input, examTurns(input)))
    for (const venueId of venueIds) {
      const planned = await lessons.plan(house, actor, roomLesson(input, span, venueId), {
        examId,
      });
      if (!planned.ok) {
        await takeBack(house, actor, { examId, lessonIds: made.map((one) => one.lesson_id) });
        return planned;
      }
      made.push({
        exam_id: examId,
        block: span.block,
        venue_id: venueId,
        site_id: house.siteId,
        lesson_id: planned.value.lessonId,
        forgotten_at_ms: null,
      });
    }
  return granted(made);
}

/** The lesson of a room, with those who come to it; who of them came, the board of the day tells it. */
function roomLesson(input: ExamInput, span: RoomSpan, venueId: string): LessonInput {
  const here = scoredPlaces(input).filter((place) => place.venueId === venueId);
  const names = [...new Set(here.map((place) => place.station))].join("、");
  const halfHours = Math.max(1, Math.round((span.endMs - span.startMs) / 1_800_000));
  return {
    project: `${input.title} ${names}`.slice(0, 120),
    course: input.course,
    startMs: span.startMs,
    endMs: span.endMs,
    hours: halfHours / 2,
    audiences: input.audiences,
    ...peopleOfRoom(input, { block: span.block, venueId }),
    teacherIds: [...new Set(here.flatMap((place) => place.examinerIds))],
    venueId,
    activity: input.activity,
    family: "skills-assessment",
    scene: input.activity === "contest" ? "skills-contest" : "final-exam",
    recording: true,
  };
}

export async function takeBack(
  house: House,
  actor: PersonActor,
  of: {
    readonly examId: string;
    readonly lessonIds: readonly string[];
    readonly reason?: string;
  },
): Promise<void> {
  for (const lessonId of of.lessonIds)
    await lessons.cancel(house, actor, {
      lessonId,
      examId: of.examId,
      reason: of.reason ?? sheetWords().notPublished,
    });
}

interface Opening {
  readonly examId: string;
  readonly version: number;
  readonly input: ExamInput;
  readonly rooms: readonly RoomRow[];
}

async function open(house: House, actor: PersonActor, of: Opening): Promise<Outcome<undefined>> {
  const { examId, input, rooms } = of;
  const seatings = seatingsOf(input, rooms);
  const opened = await cohorts.open(house, actor, {
    cohortId: examId,
    candidates: input.candidates,
    seatings: seatings.map((one) => one.seating),
  });
  if (!opened.ok) return opened;
  return act(house, actor, "exam.published@1", async (tx) => {
    const row = await lockExam(tx, house.siteId, examId);
    if (row === undefined) return refused("not_found");
    if (row.state !== "draft" || row.version !== of.version) return refused("conflict");
    const places = seatings.map(({ block, circuit, seating }, at) => ({
      assignment_id: opened.value[at] ?? "",
      exam_id: examId,
      site_id: house.siteId,
      lesson_id: seating.lessonId,
      block,
      circuit,
      station: seating.station,
    }));
    await insertPublished(tx, { rooms, places });
    await updateExam(tx, examId, { state: "published", published_at_ms: house.clock.now() });
    return granted({
      value: undefined,
      subject: { type: "exam", id: examId },
      body: {
        examId,
        version: row.version,
        lessonIds: rooms.map((one) => one.lesson_id),
        assignments: places.length,
        planSha256: planDigest(input),
      },
      personal: { title: input.title },
    });
  });
}

/** Each scored place in each block, with those who come there then, in the order in which they come. */
function seatingsOf(input: ExamInput, rooms: readonly RoomRow[]) {
  const blocks = blocksOf(input.timing, examTurns(input));
  return blocks.flatMap((block, at) =>
    input.circuits.flatMap((circuit, circuitAt) =>
      circuit.places.flatMap((place) => {
        const station = input.stations.find((one) => one.key === place.station);
        const room = rooms.find((one) => one.block === at && one.venue_id === place.venueId);
        const checklistId = station?.checklistId ?? null;
        if (room === undefined || checklistId === null || station?.rest !== false) return [];
        const candidateIds = comers(input, { block, circuit: circuitAt, station: place.station });
        const { stationId, examinerIds } = place;
        const { passRule } = input;
        const seating = {
          lessonId: room.lesson_id,
          checklistId,
          version: station.checklistVersion ?? null,
          stationId,
          passRule,
          station: place.station,
          candidateIds,
          examinerIds,
        };
        return [{ block: at, circuit: circuitAt, seating }];
      }),
    ),
  );
}
