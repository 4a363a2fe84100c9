import { type Outcome, granted } from "../../contract/outcome.ts";
import type { scoringRoutes } from "../../contract/routes/scoring.ts";
import { checklists, scoring } from "../scores/index.ts";
import type { sheets } from "../registers/index.ts";
import type { BytesAnswer, Handlers } from "./handler.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function scoringHandlers(
  typeset: typeof sheets.typesetParticulars,
): Handlers<keyof typeof scoringRoutes> {
  return {
    "checklists.list": ({ house, actor }) => checklists.list(house, actor),
    "checklists.publish": ({ house, actor, body }) => checklists.publish(house, actor, body),
    "scoring.lesson": ({ house, actor, params }) => scoring.ofLesson(house, actor, params.lessonId),
    "scoring.assign": ({ house, actor, params, body }) =>
      scoring.assign(house, actor, { ...params, ...body }),
    "scoring.mark": ({ house, actor, params, body }) =>
      scoring.mark(house, actor, { ...params, ...body }),
    "scoring.handIn": ({ house, actor, params, body }) =>
      scoring.handIn(house, actor, { ...params, ...body }),
    "scoring.release": ({ house, actor, params }) =>
      scoring.release(house, actor, params.assignmentId),
    "scoring.summary": ({ house, actor, params }) =>
      scoring.summary(house, actor, params.assignmentId),
    "scoring.history": ({ house, actor, params }) => scoring.history(house, actor, params),
    "scoring.summaryTable": async ({ house, actor, params }) => {
      const table = await scoring.table(house, actor, params.assignmentId);
      return table.ok ? file(xlsx, table.value) : table;
    },
    "scoring.summarySheet": async ({ house, actor, params }) => {
      const sheet = await scoring.print(house, actor, { ...params, typeset });
      if (!sheet.ok) return sheet;
      const { fileName, pdf } = sheet.value;
      return file("application/pdf", { fileName, bytes: pdf });
    },
    "scoring.own": ({ house, actor }) => scoring.own(house, actor),
  };
}

function file(
  mediaType: string,
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
): Outcome<BytesAnswer> {
  return granted({
    mediaType,
    fileName,
    sizeBytes: bytes.length,
    read: (part) => bytes.subarray(part.startByte, part.endByte),
  });
}
