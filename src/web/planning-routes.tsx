import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as under from "./route-guards.tsx";

/** Only what is text in the address, and only these names. */
function texts<N extends string>(names: readonly N[], search: Record<string, unknown>) {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const clockPattern = /^\d{2}:\d{2}$/;

/** A day or time that is none is as if it were not there. */
function fitting(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined;
}

type View = "room" | "day" | "teacher";

/** Pages of who plans: the timetable, its import, external activities, courses. */
export const timetable = createRoute({
  getParentRoute: () => under.readsPlaces,
  path: "/timetable",
  validateSearch: (
    search: Record<string, unknown>,
  ): { view?: View; room?: string; teacher?: string; day?: string } => {
    const { view, room, teacher, day } = texts(["view", "room", "teacher", "day"], search);
    const date = fitting(day, dayPattern);
    return {
      ...(view === "day" || view === "room" || view === "teacher" ? { view } : {}),
      ...(room === undefined ? {} : { room }),
      ...(teacher === undefined ? {} : { teacher }),
      ...(date === undefined ? {} : { day: date }),
    };
  },
  component: lazyRouteComponent(() => import("./timetable/grid-page.tsx"), "GridPage"),
});
export const planLesson = createRoute({
  getParentRoute: () => under.plansLessons,
  path: "/lessons/plan",
  validateSearch: (
    search: Record<string, unknown>,
  ): { venue?: string; teacher?: string; day?: string; start?: string; end?: string } => {
    const known = ["venue", "teacher", "day", "start", "end"] as const;
    const { venue, teacher, day, start, end } = texts(known, search);
    const date = fitting(day, dayPattern);
    const from = fitting(start, clockPattern);
    const to = fitting(end, clockPattern);
    return {
      ...(venue === undefined ? {} : { venue }),
      ...(teacher === undefined ? {} : { teacher }),
      ...(date === undefined ? {} : { day: date }),
      ...(from === undefined ? {} : { start: from }),
      ...(to === undefined ? {} : { end: to }),
    };
  },
  component: lazyRouteComponent(() => import("./lessons/plan-page.tsx"), "PlanPage"),
});
export const changeLesson = createRoute({
  getParentRoute: () => under.plansLessons,
  path: "/lessons/$lessonId/change",
  component: lazyRouteComponent(() => import("./lessons/plan-page.tsx"), "ChangePage"),
});
export const timetableImport = createRoute({
  getParentRoute: () => under.plansLessons,
  path: "/timetable/import",
  component: lazyRouteComponent(() => import("./lessons/timetable-page.tsx"), "TimetablePage"),
});
export const externalActivities = createRoute({
  getParentRoute: () => under.readsPlaces,
  path: "/external-activities",
  component: lazyRouteComponent(() => import("./timetable/externals-page.tsx"), "ExternalsPage"),
});
export const coursesPage = createRoute({
  getParentRoute: () => under.readsPlaces,
  path: "/courses",
  component: lazyRouteComponent(() => import("./courses/courses-page.tsx"), "CoursesPage"),
});
