import type { examRoutes } from "../../contract/routes/osce.ts";
import { exams } from "../exams/index.ts";
import type { sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";
import { planned } from "./planned.ts";

export function examHandlers(
  typeset: typeof sheets.typesetTable,
): Handlers<keyof typeof examRoutes> {
  return {
    "exams.list": ({ house, actor }) => exams.list(house, actor),
    "exams.read": ({ house, actor, params }) => exams.read(house, actor, params.examId),
    "exams.save": ({ house, actor, body }) => exams.save(house, actor, body),
    "exams.readCandidates": ({ house, upload }) => exams.readCandidates(house, upload.bytes),
    "exams.publish": async ({ house, actor, params, body }) =>
      planned(house, await exams.publish(house, actor, { ...params, ...body })),
    "exams.withdraw": async ({ house, actor, params, body }) =>
      planned(house, await exams.withdraw(house, actor, { ...params, ...body })),
    "exams.swap": ({ house, actor, params, body }) =>
      exams.swap(house, actor, { ...params, ...body }),
    "exams.claim": ({ house, actor, params, body }) =>
      exams.claim(house, actor, { ...params, ...body }),
    "exams.board": ({ house, actor, params }) => exams.board(house, actor, params.examId),
    "exams.run": ({ house, actor, params, body }) =>
      exams.run(house, actor, { ...params, ...body }),
    "exams.results": ({ house, actor, params }) => exams.results(house, actor, params.examId),
    "exams.resultsTable": async ({ house, actor, params }) =>
      asFile(await exams.table(house, actor, params.examId), "xlsx"),
    "exams.resultsSheet": async ({ house, actor, params }) =>
      asFile(await exams.sheet(house, actor, { ...params, typeset }), "pdf"),
    "exams.release": ({ house, actor, params }) => exams.release(house, actor, params.examId),
    "exams.own": ({ house, actor }) => exams.own(house, actor),
  };
}
