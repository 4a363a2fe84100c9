import type { PersonActor } from "../../contract/actor.ts";
import type { ExamInput, PlaceState } from "../../contract/osce.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { ExamBoard } from "../../contract/routes/osce.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { examTurns, roomSpans } from "../../kernel/osce/plan-troubles.ts";
import { mayAct } from "../../kernel/osce/run-acts.ts";
import { type Block, blocksOf } from "../../kernel/osce/run-clock.ts";
import { conditionOf } from "../../kernel/osce/place-condition.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { type LessonFacts, lessonsOfOccasions } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { cameras, venues } from "../places/index.ts";
import { exams as gate } from "../readiness/index.ts";
import { cohorts } from "../scores/index.ts";
import { type ActRow, type PlaceRow, selectActs, selectPlaces } from "./exams.store.ts";
import { type FoundExam, findExam } from "./find-exam.ts";

/** The board of a published exam: all that everybody's screen needs to show the same to the second. */
export async function readBoard(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<ExamBoard>> {
  const found = await findExam(house, actor, examId);
  if (!found.ok) return found;
  if (found.value.row.state !== "published") return refused("exam_unpublished");
  return granted(await boardOf(house, actor, found.value));
}

export async function boardOf(
  house: House,
  actor: PersonActor,
  { row, input }: FoundExam,
): Promise<ExamBoard> {
  const acts = await selectActs(house.db, row.exam_id);
  const people = await findAccounts(house, [
    ...new Set([...acts.map((one) => one.account_id), ...examinersOf(input)]),
  ]);
  const nameOf = (id: string) => people.get(id)?.name ?? "";
  return {
    examId: row.exam_id,
    title: row.title,
    nowMs: house.clock.now(),
    plannedMs: row.start_ms,
    heldToMs: roomSpans(input, examTurns(input)).at(-1)?.endMs ?? row.end_ms,
    timing: input.timing,
    stations: input.stations,
    circuits: input.circuits.map((one) => one.name),
    candidates: input.candidates.map(({ candidateId, name, number }) => ({
      candidateId,
      name,
      number,
    })),
    order: input.order,
    acts: acts.map((one) => actOf(one, nameOf)),
    places: await placesOf(house, { examId: row.exam_id, input, nameOf }),
    own: input.circuits.flatMap((circuit, at) =>
      circuit.places
        .filter((place) => place.examinerIds.includes(actor.accountId))
        .map((place) => ({ circuit: at, station: place.station })),
    ),
    runs: rolePermissions[actor.role].includes("exam.run"),
    leads: mayAct("start", standingAt(actor, input)),
  };
}

/** Whoever may plan the exam leads it; the tier has decided that they know it. */
export function standingAt(actor: PersonActor, { chiefIds }: Pick<ExamInput, "chiefIds">) {
  const may = rolePermissions[actor.role];
  return {
    plans: may.includes("exam.plan"),
    isChief: may.includes("exam.run") && chiefIds?.includes(actor.accountId) === true,
  };
}

function examinersOf(input: ExamInput): string[] {
  return input.circuits.flatMap((one) => one.places.flatMap((place) => place.examinerIds));
}

function actOf(row: ActRow, nameOf: (id: string) => string): ExamBoard["acts"][number] {
  return {
    actId: row.act_id,
    kind: row.kind,
    atMs: row.at_ms,
    by: nameOf(row.account_id),
    candidateId: row.candidate_id,
    circuit: row.circuit,
    station: row.station,
    reason: row.reason === "" ? null : row.reason,
  };
}

interface Around {
  readonly input: ExamInput;
  readonly blocks: readonly Block[];
  readonly rows: readonly PlaceRow[];
  readonly lessons: readonly LessonFacts[];
  readonly opened: ReadonlySet<string>;
  readonly venueName: ReadonlyMap<string, string>;
  readonly progress: ReadonlyMap<string, { readonly expected: number; readonly scored: number }>;
  readonly nameOf: (id: string) => string;
  readonly cameras: readonly {
    readonly cameraId: string;
    readonly venueId: string;
    readonly stationId: string | null;
  }[];
  readonly recording: ReadonlySet<string>;
  readonly nowMs: number;
}

/** Every place with how it stands now: recorded, opened, and how many are scored. */
async function placesOf(
  house: House,
  of: {
    readonly examId: string;
    readonly input: ExamInput;
    readonly nameOf: (id: string) => string;
  },
): Promise<PlaceState[]> {
  const { examId, input, nameOf } = of;
  const rows = await selectPlaces(house.db, examId);
  const lessonIds = [...new Set(rows.map((one) => one.lesson_id))];
  const lessons = await lessonsOfOccasions(house, lessonIds);
  const opened = new Set<string>();
  for (const { lesson } of lessons)
    if ((await gate.whyNotOpened(house, lesson)) === undefined) opened.add(lesson.lessonId);
  const rooms = await venues.find(house, [...new Set(lessons.map((one) => one.lesson.venueId))]);
  const listed = await cameras.list(house, { kind: "system", name: "gate" });
  const recorder = await readRecorderState(house);
  const around: Around = {
    input,
    blocks: blocksOf(input.timing, examTurns(input)),
    rows,
    lessons,
    opened,
    venueName: new Map(rooms.map((one) => [one.venueId, one.name])),
    progress: await cohorts.progress(house, examId),
    nameOf,
    cameras: listed.ok ? listed.value.cameras.filter((one) => one.state === "active") : [],
    recording: new Set(
      (recorder?.cameras ?? [])
        .filter((one) => one.stream === "main" && one.state === "recording")
        .map((one) => one.cameraId),
    ),
    nowMs: house.clock.now(),
  };
  return input.circuits.flatMap((_, circuit) =>
    input.stations.map((station) => placeOf(around, { circuit, key: station.key })),
  );
}

function placeOf(
  around: Around,
  at: { readonly circuit: number; readonly key: string },
): PlaceState {
  const { input, blocks, nowMs } = around;
  const place = input.circuits[at.circuit]?.places.find((one) => one.station === at.key);
  const rest = input.stations.find((one) => one.key === at.key)?.rest === true;
  const rows = around.rows.filter((one) => one.circuit === at.circuit && one.station === at.key);
  const counts = rows.map((row) => around.progress.get(row.assignment_id));
  const lessonOf = (id: string) => around.lessons.find((one) => one.lesson.lessonId === id)?.lesson;
  const current = rows.find((row) => (lessonOf(row.lesson_id)?.endMs ?? 0) > nowMs) ?? rows.at(-1);
  const lesson = current === undefined ? undefined : lessonOf(current.lesson_id);
  const own = around.cameras.filter(
    (one) =>
      one.venueId === place?.venueId &&
      (one.stationId === null || place.stationId === null || one.stationId === place.stationId),
  );
  return {
    circuit: at.circuit,
    station: at.key,
    venue: around.venueName.get(place?.venueId ?? "") ?? "",
    examiners: (place?.examinerIds ?? []).map(around.nameOf),
    condition: rest
      ? "rest"
      : conditionOf({
          nowMs,
          span: { startMs: lesson?.recordFromMs ?? 0, endMs: lesson?.recordToMs ?? 0 },
          cameras: own.length,
          recording: own.filter((one) => around.recording.has(one.cameraId)).length,
          opened: lesson !== undefined && around.opened.has(lesson.lessonId),
        }),
    scored: counts.reduce((sum, one) => sum + (one?.scored ?? 0), 0),
    expected: counts.reduce((sum, one) => sum + (one?.expected ?? 0), 0),
    assignments: rows.map((row) => ({
      assignmentId: row.assignment_id,
      lessonId: row.lesson_id,
      fromTurn: blocks[row.block]?.fromTurn ?? 0,
      toTurn: blocks[row.block]?.toTurn ?? 0,
    })),
  };
}
