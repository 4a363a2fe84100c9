import type { completionRoutes } from "../../contract/routes/completion.ts";
import { comments, completion, interruptions, lessonTasks } from "../completion/index.ts";
import { sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function completionHandlers(): Handlers<keyof typeof completionRoutes> {
  const typeset = sheets.typesetParticulars;
  const ports = { typesetTable: sheets.typesetTable };
  return {
    "completion.card": ({ house, actor, params }) => completion.card(house, actor, params.lessonId),
    "completion.open": ({ house, actor }) => completion.open(house, actor),
    "completion.reason": ({ house, actor, params, body }) =>
      completion.reason(house, actor, { ...params, ...body }),
    "completion.remark": ({ house, actor, params, body }) =>
      completion.remark(house, actor, { ...params, ...body }),
    "completion.confirm": ({ house, actor, params, body }) =>
      completion.confirm(house, actor, { ...params, ...body }),
    "completion.report": ({ house, actor, params, body }) =>
      completion.report(house, actor, { ...params, ...body }),
    "completion.sheet": async ({ house, actor, params }) =>
      asFile(await completion.sheet(house, actor, { ...params, typeset }), "pdf"),
    "completion.package": async ({ house, actor, params }) =>
      asFile(await completion.package(house, actor, { ...params, typeset }), "zip"),
    "interruptions.list": ({ house, actor, query }) => interruptions.list(house, actor, query),
    "interruptions.table": async ({ house, actor, query }) =>
      asFile(await interruptions.table(house, actor, query), "xlsx"),
    "interruptions.sheet": async ({ house, actor, query }) =>
      asFile(await interruptions.print(house, actor, { ...query, ports }), "pdf"),
    "lesson-tasks.set": ({ house, actor, params, body }) =>
      lessonTasks.set(house, actor, { ...params, ...body }),
    "lesson-tasks.check": ({ house, actor, params, body }) =>
      lessonTasks.check(house, actor, { ...params, ...body }),
    "comments.list": ({ house, actor, params }) => comments.list(house, actor, params.lessonId),
    "comments.add": ({ house, actor, params, body }) =>
      comments.add(house, actor, { ...params, ...body }),
  };
}
