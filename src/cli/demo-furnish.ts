import type { CameraSource, CoverageKind, StreamName } from "../contract/camera.ts";
import type { Course } from "../contract/courses.ts";
import type { LessonInput } from "../contract/routes/lessons.ts";
import type { Role } from "../contract/roles.ts";
import { systemClock } from "../platform/clock.ts";
import type { HouseClient } from "../platform/house-client.ts";
import { readSetupCode } from "../platform/setup-code.ts";

/** What the demonstration put in. Every name is made up. */
export interface Furnished {
  readonly accounts: readonly { role: Role; login: string; name: string; secret: string }[];
  readonly lesson: { lessonId: string; officialName: string; startMs: number };
}

interface Wishes {
  readonly root: string;
  readonly admin: { readonly login: string; readonly password: string };
  readonly cameraPort: number;
  /** The first lesson: how soon it begins, how long it lasts. */
  readonly startsInMs: number;
  readonly lastsMs: number;
  /** From the first lesson's end to the next one's start; two minutes unless told. */
  readonly breakMs?: number;
}

const people = [
  { role: "director", login: "director", name: "周主任", category: "staff" },
  { role: "superior", login: "superior", name: "吴处长", category: "staff" },
  { role: "teacher", login: "teacher", name: "张 XX", category: "teacher" },
  { role: "teacher", login: "teacher2", name: "陈 XX", category: "teacher" },
  { role: "manager", login: "manager", name: "赵督导", category: "staff" },
  { role: "operator", login: "operator", name: "值班员甲", category: "staff" },
  { role: "student", login: "student", name: "学员甲", category: "student" },
  { role: "auditor", login: "auditor", name: "审计员", category: "staff" },
] as const;

const cameras: readonly {
  name: string;
  coverage: CoverageKind;
  path: string;
  sub: boolean;
  mode: "lessons" | "continuous";
}[] = [
  { name: "全景", coverage: "venue", path: "C01", sub: true, mode: "lessons" },
  { name: "工位特写", coverage: "station", path: "C02", sub: true, mode: "lessons" },
  { name: "学员动作", coverage: "trainee", path: "C03", sub: true, mode: "lessons" },
  { name: "教师指导", coverage: "teacher", path: "C04", sub: false, mode: "lessons" },
];

const minuteMs = 60_000;

/** Sets the demonstration up through the house's own routes, as an administrator at a browser would. */
export async function furnish(client: HouseClient, wishes: Wishes): Promise<Furnished> {
  await client.call("setup.finish", {
    body: {
      code: readSetupCode(wishes.root),
      institution: "演示临床技能中心",
      name: "林管理员",
      ...wishes.admin,
    },
  });
  const venue = await client.call("venues.add", { body: { name: "1 号实训室", area: "一楼" } });
  const other = await client.call("venues.add", { body: { name: "2 号实训室", area: "一楼" } });
  const station = await client.call("stations.add", {
    params: { venueId: venue.venueId },
    body: { name: "一号工位", number: 1 },
  });
  for (const camera of cameras) {
    const streams: StreamName[] = camera.sub ? ["main", "sub"] : ["main"];
    await client.call("cameras.add", {
      body: {
        name: camera.name,
        venueId: venue.venueId,
        stationId: camera.coverage === "station" ? (station.stations[0]?.stationId ?? null) : null,
        coverage: [camera.coverage],
        mode: camera.mode,
        streams: streams.map((stream) => ({
          stream,
          source: sourceOf(wishes.cameraPort, `/${camera.path}/${stream}`),
          user: "",
          secret: null,
        })),
      },
    });
  }
  const accounts: { role: Role; login: string; name: string; secret: string; accountId: string }[] =
    [];
  for (const person of people) {
    const opened = await client.call("accounts.open", {
      body: {
        ...person,
        personKey: `DEMO-${person.login}`,
        expiresAtMs: null,
        venueIds:
          person.role === "manager" || person.role === "operator"
            ? [venue.venueId, other.venueId]
            : [],
      },
    });
    accounts.push({
      role: person.role,
      login: person.login,
      name: person.name,
      secret: opened.oneTimeSecret,
      accountId: opened.account.accountId,
    });
  }
  return {
    accounts,
    lesson: await planLessons(client, {
      venueId: venue.venueId,
      stationId: firstOf(station.stations).stationId,
      accounts,
      wishes,
    }),
  };
}

function firstOf<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined) throw new Error("the venue has no station");
  return one;
}

const sourceOf = (port: number, path: string): CameraSource => ({
  scheme: "rtsp",
  host: "127.0.0.1",
  port,
  path,
  transport: "auto",
});

/** One lesson that begins at once and is short, and a longer one after it, so that there is something to watch. */
async function planLessons(
  client: HouseClient,
  where: {
    venueId: string;
    /** Where the student works: its camera is what the student may see again. */
    stationId: string;
    accounts: readonly { role: Role; accountId: string }[];
    wishes: Wishes;
  },
): Promise<Furnished["lesson"]> {
  const { venueId, stationId, accounts, wishes } = where;
  const teacherIds = accounts.filter((one) => one.role === "teacher").map((one) => one.accountId);
  const studentIds = accounts.filter((one) => one.role === "student").map((one) => one.accountId);
  const nowMs = systemClock.now();
  const known = await addCourse(client, teacherIds[0] ?? null);
  const lesson: Omit<LessonInput, "project" | "startMs" | "endMs" | "teacherIds"> = {
    course: known.name,
    courseId: known.courseId,
    audiences: ["2024 级临床本科"],
    roster: ["学员甲", "学员乙", "学员丙", "学员丁"],
    groups: [
      { name: "第一组", members: ["学员甲", "学员乙"] },
      { name: "第二组", members: ["学员丙", "学员丁"] },
    ],
    venueId,
    activity: "daily-teaching",
    family: "first-aid",
    scene: "first-aid",
    recording: true,
    studentIds,
    seats: studentIds.map((accountId) => ({ accountId, stationId })),
    hours: 1,
  };
  const startMs = nowMs + wishes.startsInMs;
  const first = await client.call("lessons.plan", {
    body: {
      ...lesson,
      project: "心肺复苏实训",
      itemId: itemCalled(known, "心肺复苏实训"),
      startMs,
      endMs: startMs + wishes.lastsMs,
      teacherIds: teacherIds.slice(0, 1),
    },
  });
  const laterMs = startMs + wishes.lastsMs + (wishes.breakMs ?? 2 * minuteMs);
  await client.call("lessons.plan", {
    body: {
      ...lesson,
      project: "创伤救护实训",
      itemId: itemCalled(known, "创伤救护实训"),
      scene: "group-practice",
      startMs: laterMs,
      endMs: laterMs + 40 * minuteMs,
      teacherIds: teacherIds.slice(1, 2),
    },
  });
  return { lessonId: first.lessonId, officialName: first.officialName, startMs };
}

/** What the library knows of the two lessons. */
function addCourse(client: HouseClient, teacherId: string | null): Promise<Course> {
  const item = { minutes: 40, checklistId: null, itemId: null } as const;
  return client.call("courses.add", {
    body: {
      code: "JJ-01",
      name: "急救技术",
      department: "急救教研室",
      family: "first-aid",
      scene: "first-aid",
      hours: 16,
      teacherId,
      items: [
        { ...item, code: "JJ-01-1", name: "心肺复苏实训", scene: "first-aid" },
        { ...item, code: "JJ-01-2", name: "创伤救护实训", scene: "group-practice" },
      ],
    },
  });
}

const itemCalled = (course: Course, name: string): string | null =>
  course.items.find((item) => item.name === name)?.itemId ?? null;
