import type { deviceScoresRoutes } from "../../contract/routes/device-scores.ts";
import type { scoringRoutes } from "../../contract/routes/scoring.ts";
import { checklists, scoring } from "../scores/index.ts";
import { exams } from "../readiness/index.ts";
import type { sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function scoringHandlers(
  typeset: typeof sheets.typesetParticulars,
): Handlers<keyof typeof scoringRoutes | keyof typeof deviceScoresRoutes> {
  return {
    "checklists.list": ({ house, actor }) => checklists.list(house, actor),
    "checklists.publish": ({ house, actor, body }) => checklists.publish(house, actor, body),
    "scoring.lesson": ({ house, actor, params }) => scoring.ofLesson(house, actor, params.lessonId),
    "scoring.assign": ({ house, actor, params, body }) =>
      scoring.assign(house, actor, { ...params, ...body }),
    "scoring.mark": ({ house, actor, params, body }) =>
      scoring.mark(house, actor, { ...params, ...body, whyNot: exams.whyNotOpened }),
    "scoring.handIn": ({ house, actor, params, body }) =>
      scoring.handIn(house, actor, { ...params, ...body, whyNot: exams.whyNotOpened }),
    "scoring.release": ({ house, actor, params }) =>
      scoring.release(house, actor, params.assignmentId),
    "scoring.summary": ({ house, actor, params }) =>
      scoring.summary(house, actor, params.assignmentId),
    "scoring.history": ({ house, actor, params }) => scoring.history(house, actor, params),
    "scoring.summaryTable": async ({ house, actor, params }) =>
      asFile(await scoring.table(house, actor, params.assignmentId), "xlsx"),
    "scoring.summarySheet": async ({ house, actor, params }) =>
      asFile(await scoring.print(house, actor, { ...params, typeset }), "pdf"),
    "scoring.import": ({ house, actor, params, body }) =>
      scoring.importDevice(house, actor, { ...params, ...body }),
    "scoring.own": ({ house, actor }) => scoring.own(house, actor),
  };
}
