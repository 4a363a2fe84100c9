import { granted } from "../../contract/outcome.ts";
import type { coursesRoutes } from "../../contract/routes/courses.ts";
import { courses } from "../courses/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function coursesHandlers(): Handlers<keyof typeof coursesRoutes> {
  return {
    "courses.list": ({ house, actor }) => courses.list(house, actor),
    "courses.add": ({ house, actor, body }) => courses.add(house, actor, body),
    "courses.change": ({ house, actor, params, body }) =>
      courses.change(house, actor, { ...params, ...body }),
    "courses.retire": ({ house, actor, params, body }) =>
      courses.retire(house, actor, { ...params, ...body }),
    "courses.import": ({ house, actor, params, upload }) =>
      courses.import(house, actor, { bytes: upload.bytes, take: params.step === "take" }),
    "courses.template": async () => {
      const bytes = await courses.template();
      return asFile(granted({ fileName: "课程与项目模板.xlsx", bytes }), "xlsx");
    },
  };
}
