import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";
import { PassRule, Result, results } from "./scoring.ts";

const Text = z.string().trim().min(1).max(limits.nameCharacters);
const Seconds = (least: number, most: number) => z.int().min(least).max(most);

/** 考站: what every candidate comes to once; a rest station (休息站) asks nothing. */
export const ExamStation = z.strictObject({
  /** Within its exam; never used again for another station. */
  key: z.string().regex(/^[a-z0-9]{1,8}$/),
  name: Text,
  rest: z.boolean(),
  /** Null only at a rest station. */
  checklistId: Id.nullable(),
  /** Missing: the newest when the exam is published. */
  checklistVersion: z.int().min(1).optional(),
});
export type ExamStation = z.infer<typeof ExamStation>;

/** Where a station of one circuit stands, and who examines there. */
export const ExamPlace = z.strictObject({
  station: ExamStation.shape.key,
  venueId: Id.nullable(),
  /** 工位 of the venue, where several stations share a room. */
  stationId: Id.nullable(),
  examinerIds: z.array(Id).max(limits.examinersAtStation),
});
export type ExamPlace = z.infer<typeof ExamPlace>;

/** 循环: a loop of all stations; several run in parallel with candidates of their own. */
export const Circuit = z.strictObject({
  name: Text.max(20),
  places: z.array(ExamPlace).max(limits.examStations),
});
export type Circuit = z.infer<typeof Circuit>;

/** To the second: reading before the door, the station, the way to the next; breaks after a turn. */
export const ExamTiming = z.strictObject({
  readingSeconds: Seconds(0, 1_800),
  stationSeconds: Seconds(10, 7_200),
  changeSeconds: Seconds(0, 1_800),
  breaks: z
    .array(z.strictObject({ afterTurn: z.int().min(1).max(2_000), seconds: Seconds(60, 14_400) }))
    .max(20),
});
export type ExamTiming = z.infer<typeof ExamTiming>;

/** 考生: with an account the candidate id is the account's; without one an id of its own, claimed later. */
export const ExamCandidate = z.strictObject({
  candidateId: Id,
  name: Text,
  /** 学号 */
  number: z.string().trim().max(40),
  accountId: Id.nullable(),
});
export type ExamCandidate = z.infer<typeof ExamCandidate>;

/** All that is decided about an exam before it is published. */
export const ExamInput = z.strictObject({
  title: Text,
  course: Text,
  audiences: z.array(Text).min(1).max(20),
  activity: z.enum(["skills-exam", "contest"]),
  startMs: Ms,
  timing: ExamTiming,
  /** 预留时间: what recording goes on after the planned end, for pauses. */
  reserveMinutes: z.int().min(0).max(240),
  passRule: PassRule,
  /** Whoever passes fewer stations does not pass, whatever the sum (B20). */
  leastStations: z.int().min(0).max(limits.examStations),
  stations: z.array(ExamStation).max(limits.examStations),
  circuits: z.array(Circuit).max(limits.examCircuits),
  candidates: z.array(ExamCandidate).max(limits.examCandidates),
  /** Who begins where: round by round, in each seat by seat, in each circuit by circuit; null: nobody. */
  order: z.array(Id.nullable()).max(limits.examPlaces),
  /** 主考: examiners who may start, stop and go on like whoever plans the exam. */
  chiefIds: z.array(Id).max(limits.examChiefs).optional(),
});
export type ExamInput = z.infer<typeof ExamInput>;

export const examStates = ["draft", "published", "withdrawn"] as const;
export const ExamState = z.enum(examStates);

/** Why an exam cannot be held as it is planned; facts name the place, room or person. */
export const examTroubles = [
  "no-stations",
  "no-circuits",
  "no-candidates",
  "station-twice",
  "checklist-missing",
  "place-missing",
  "room-missing",
  "room-unusable",
  "room-shared",
  "room-taken",
  "examiner-missing",
  "examiner-twice",
  "examiner-busy",
  "examiners-too-many",
  "candidate-twice",
  "start-past",
  "too-long",
] as const;
export const ExamTrouble = z.strictObject({
  code: z.enum(examTroubles),
  station: z.string().nullable(),
  circuit: z.string().nullable(),
  /** The room, person or lesson it is about. */
  about: z.string().nullable(),
});
export type ExamTrouble = z.infer<typeof ExamTrouble>;

/** What is done on the day: 开考, 暂停, 继续, 缺考, 迟到, 到考 (takes the two before back), 考站异常. */
export const runActKinds = [
  "start",
  "pause",
  "resume",
  "absent",
  "late",
  "present",
  "trouble",
] as const;
export const RunActKind = z.enum(runActKinds);
export type RunActKind = z.infer<typeof RunActKind>;

/** One act of the day; none is ever changed. */
export const RunAct = z.strictObject({
  actId: Id,
  kind: RunActKind,
  atMs: Ms,
  by: z.string(),
  candidateId: Id.nullable(),
  /** Circuit by its place in the list, station by its key. */
  circuit: z.int().min(0).nullable(),
  station: z.string().nullable(),
  reason: z.string().nullable(),
});
export type RunAct = z.infer<typeof RunAct>;

/** How a place stands on the board. */
export const placeConditions = ["waiting", "ready", "recording", "camera-down", "rest"] as const;
export const PlaceState = z.strictObject({
  circuit: z.int().min(0),
  station: z.string(),
  venue: z.string(),
  examiners: z.array(z.string()),
  condition: z.enum(placeConditions),
  /** Candidates whose sheets were handed in by everybody who marks them, and those who come. */
  scored: z.int().min(0),
  expected: z.int().min(0),
  /** Assignments of this place, one for each block of the day. */
  assignments: z.array(
    z.strictObject({ assignmentId: Id, lessonId: Id, fromTurn: z.int(), toTurn: z.int() }),
  ),
});
export type PlaceState = z.infer<typeof PlaceState>;

export const examResultNames = [...results, "absent"] as const;
export const ExamResult = z.enum(examResultNames);
export type ExamResult = z.infer<typeof ExamResult>;

/** A candidate over all stations (成绩汇总表). */
export const ExamLine = z.strictObject({
  candidateId: Id,
  name: z.string(),
  number: z.string(),
  /** In the order of the stations that are scored. */
  stations: z.array(z.strictObject({ percent: z.number().nullable(), result: Result })),
  percent: z.number().nullable(),
  stationsPassed: z.int().min(0),
  result: ExamResult,
});
export type ExamLine = z.infer<typeof ExamLine>;
