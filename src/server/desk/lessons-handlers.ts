import type { lessonsRoutes } from "../../contract/routes/lessons.ts";
import type { timetableRoutes } from "../../contract/routes/timetable.ts";
import { granted } from "../../contract/outcome.ts";
import { labelLesson } from "../access/index.ts";
import { bookmarks, lessons, timetable } from "../lessons/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";
import { planned } from "./planned.ts";

export function lessonsHandlers(): Handlers<
  keyof typeof lessonsRoutes | keyof typeof timetableRoutes
> {
  return {
    "lessons.list": async ({ house, actor, query }) => {
      const { bookmark, ...asked } = query;
      const listed = await lessons.list(house, actor, asked);
      if (!listed.ok || bookmark === undefined) return listed;
      const ids = listed.value.lessons.map((lesson) => lesson.lessonId);
      const having = await bookmarks.lessonsWith(house, bookmark, ids);
      return granted({
        lessons: listed.value.lessons.filter((lesson) => having.has(lesson.lessonId)),
      });
    },
    "lessons.read": ({ house, actor, params }) => lessons.read(house, actor, params.lessonId),
    "lessons.plan": async ({ house, actor, body }) =>
      planned(house, await lessons.plan(house, actor, body)),
    "lessons.change": async ({ house, actor, params, body }) =>
      planned(
        house,
        await lessons.change(house, actor, { lessonId: params.lessonId, input: body }),
      ),
    "lessons.cancel": async ({ house, actor, params, body }) =>
      planned(house, await lessons.cancel(house, actor, { ...params, ...body })),
    "lessons.move": async ({ house, actor, params, body }) =>
      planned(house, await lessons.move(house, actor, { ...params, ...body })),
    "lessons.repeat": async ({ house, actor, body }) =>
      planned(house, await lessons.repeat(house, actor, body)),
    "periods.read": ({ house }) => timetable.periods(house),
    "periods.change": ({ house, actor, body }) => timetable.changePeriods(house, actor, body),
    "externals.list": ({ house, actor, query }) => lessons.external(house, actor, query),
    "externals.table": async ({ house, actor, query }) =>
      asFile(await lessons.externalTable(house, actor, query), "xlsx"),
    "lessons.label": ({ house, actor, params, body }) =>
      labelLesson(house, actor, { ...params, ...body }),
    "lessons.seats": ({ house, actor, params }) => lessons.seats(house, actor, params.lessonId),
    "students.list": ({ house }) => lessons.students(house),
    "teachers.list": ({ house }) => lessons.teachers(house),
    "timetable.preview": ({ house, actor, upload }) => timetable.preview(house, actor, upload),
    "timetable.import": async ({ house, actor, body }) =>
      planned(house, await timetable.import(house, actor, body.previewId)),
    "timetable.template": async () => {
      const bytes = await timetable.template();
      return asFile(granted({ fileName: "课表模板.xlsx", bytes }), "xlsx");
    },
  };
}
