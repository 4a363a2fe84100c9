import { coverageKinds } from "../../../src/contract/camera.ts";
import type { ExamInput } from "../../../src/contract/osce.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import type { RunningHouse } from "../../fixture/running-house.ts";
import { admin, openPerson, type Person, personOf } from "./people.ts";
import { type DayShape, candidateCount, lessonsEach, roomCount, stationCount } from "./shape.ts";

export interface DayLesson {
  readonly lessonId: string;
  readonly teacher: Person;
  /** The camera of its room. */
  readonly label: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A training centre on the morning of its day: everything planned, nothing begun. */
export interface Day {
  readonly admin: Person;
  readonly startMs: number;
  readonly lessons: readonly DayLesson[];
  readonly examId: string;
  /** In the order of the stations, with the lesson of its room and what is scored there. */
  readonly stations: readonly DayStation[];
}

export interface DayStation {
  readonly examiner: Person;
  readonly label: string;
  readonly lessonId: string;
  readonly assignmentId: string;
}

interface Room {
  readonly venueId: string;
  readonly label: string;
}

/** Everything goes through the house's own routes, as planners and teachers use them. */
export async function furnishDay(
  house: RunningHouse,
  of: { readonly shape: DayShape; readonly cameraPort: number },
): Promise<Day> {
  const planner = await setUp(house);
  const rooms: Room[] = [];
  for (let at = 0; at < roomCount + stationCount; at++)
    rooms.push(await addRoom(planner, { at, cameraPort: of.cameraPort }));
  const people = (role: "teacher" | "student", count: number, prefix: string, name: string) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        openPerson(house, planner, {
          role,
          login: `${prefix}${at + 1}`,
          name: `${name}${at + 1}`,
          comes: role === "teacher",
        }),
      ),
    );
  const teachers = await people("teacher", roomCount, "teacher", "教师");
  const examiners = await people("teacher", stationCount, "examiner", "考官");
  const students = await people("student", candidateCount, "student", "考生");
  const startMs = Math.ceil((systemClock.now() + of.shape.aheadMs) / 1_000) * 1_000;
  const lessons: DayLesson[] = [];
  for (const [at, teacher] of teachers.entries()) {
    const room = rooms[at];
    if (room === undefined) throw new Error("each teacher has a room");
    for (let turn = 0; turn < lessonsEach; turn++) {
      const fromMs = startMs + turn * (of.shape.lessonMs + of.shape.breakMs);
      const span = { startMs: fromMs, endMs: fromMs + of.shape.lessonMs };
      const lessonId = await planLesson(planner, { teacher, room, turn, span });
      lessons.push({ lessonId, teacher, label: room.label, ...span });
    }
  }
  const halls = rooms.slice(roomCount);
  const examId = await planExam(planner, {
    shape: of.shape,
    startMs,
    halls,
    examiners,
    students,
  });
  const { places } = await planner.call("exams.board", { params: { examId } });
  const stations = examiners.map((examiner, at): DayStation => {
    const [only] = places[at]?.assignments ?? [];
    const label = halls[at]?.label;
    if (only === undefined || label === undefined) throw new Error("each station has a room");
    return { examiner, label, lessonId: only.lessonId, assignmentId: only.assignmentId };
  });
  return { admin: planner, startMs, lessons, examId, stations };
}

async function setUp(house: RunningHouse): Promise<Person> {
  const first = house.client();
  await first.call("setup.finish", {
    body: { code: house.setupCode(), institution: "演示临床技能中心", name: "林管理员", ...admin },
  });
  const { accountId } = await first.call("me.read");
  return personOf(house, { accountId, name: "林管理员", login: admin.login }, admin.password);
}

async function addRoom(
  by: Person,
  { at, cameraPort }: { readonly at: number; readonly cameraPort: number },
): Promise<Room> {
  const name = at < roomCount ? `${at + 1} 号实训室` : `${at + 1 - roomCount} 号考室`;
  const { venueId } = await by.call("venues.add", { body: { name, area: "一楼" } });
  const camera = `C${String(at + 1).padStart(2, "0")}`;
  const { label } = await by.call("cameras.add", {
    body: {
      name: `${name}全景`,
      venueId,
      stationId: null,
      coverage: [...coverageKinds],
      mode: "lessons",
      streams: [
        {
          stream: "main",
          source: {
            scheme: "rtsp",
            host: "127.0.0.1",
            port: cameraPort,
            path: `/${camera}/main`,
            transport: "auto",
          },
          user: "",
          secret: null,
        },
      ],
    },
  });
  return { venueId, label };
}

const topics = ["心肺复苏实训", "创伤救护实训", "气道管理实训"];

async function planLesson(
  by: Person,
  of: {
    readonly teacher: Person;
    readonly room: Room;
    readonly turn: number;
    readonly span: { readonly startMs: number; readonly endMs: number };
  },
): Promise<string> {
  const { lessonId } = await by.call("lessons.plan", {
    body: {
      project: topics[of.turn % topics.length] ?? "实训",
      course: "急救技术",
      ...of.span,
      hours: 1,
      audiences: ["2024 级临床本科"],
      roster: ["学员甲", "学员乙", "学员丙"],
      groups: [{ name: "第一组", members: ["学员甲", "学员乙", "学员丙"] }],
      teacherIds: [of.teacher.accountId],
      venueId: of.room.venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [],
    },
  });
  return lessonId;
}

async function planExam(
  by: Person,
  of: {
    readonly shape: DayShape;
    readonly startMs: number;
    readonly halls: readonly Room[];
    readonly examiners: readonly Person[];
    readonly students: readonly Person[];
  },
): Promise<string> {
  const checklist = await by.call("checklists.publish", {
    body: {
      of: null,
      title: "成人心肺复苏",
      passPercent: 60,
      items: [{ itemId: "s1", step: "胸外按压", kind: "graded", points: 10, critical: false }],
    },
  });
  const stations = of.halls.map((_, at) => ({
    key: `s${at + 1}`,
    name: `第${at + 1}站`,
    rest: false,
    checklistId: checklist.checklistId,
  }));
  const input: ExamInput = {
    title: "临床技能结业考核",
    course: "临床技能",
    audiences: ["2024 级临床本科"],
    activity: "skills-exam",
    startMs: of.startMs,
    timing: {
      readingSeconds: 0,
      stationSeconds: of.shape.stationSeconds,
      changeSeconds: of.shape.changeSeconds,
      breaks: [],
    },
    reserveMinutes: 1,
    passRule: "fixed",
    leastStations: 6,
    stations,
    circuits: [
      {
        name: "A",
        places: stations.map(({ key }, at) => ({
          station: key,
          venueId: of.halls[at]?.venueId ?? null,
          stationId: null,
          examinerIds: [of.examiners[at]?.accountId ?? ""],
        })),
      },
    ],
    candidates: of.students.map(({ accountId, name }, at) => ({
      candidateId: accountId,
      name,
      number: `N${at + 1}`,
      accountId,
    })),
    order: [],
  };
  const draft = await by.call("exams.save", { body: { of: null, input } });
  if (draft.troubles.length > 0) throw new Error(JSON.stringify(draft.troubles));
  const { examId, version } = draft;
  await by.call("exams.publish", { params: { examId }, body: { version } });
  return examId;
}
