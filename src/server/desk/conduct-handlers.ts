import type { conductRoutes } from "../../contract/routes/conduct.ts";
import { matters, suspicions } from "../conduct/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function conductHandlers(): Handlers<keyof typeof conductRoutes> {
  return {
    "conduct.list": ({ house, actor, query }) => matters.list(house, actor, query),
    "conduct.mine": ({ house, actor }) => matters.own(house, actor),
    "conduct.read": ({ house, actor, params }) => matters.read(house, actor, params.matterId),
    "conduct.report": ({ house, actor, body }) => matters.report(house, actor, body),
    "conduct.record": ({ house, actor, body }) => matters.record(house, actor, body),
    "conduct.assign": ({ house, actor, params, body }) =>
      matters.assign(house, actor, { ...params, ...body }),
    "conduct.link": ({ house, actor, params, body }) =>
      matters.link(house, actor, { ...params, ...body }),
    "conduct.answer": ({ house, actor, params, body }) =>
      matters.answer(house, actor, { ...params, ...body }),
    "conduct.close": ({ house, actor, params, body }) =>
      matters.close(house, actor, { ...params, ...body }),
    "conduct.table": async ({ house, actor }) => asFile(await matters.table(house, actor), "xlsx"),
    "conduct.suspicions": ({ house, actor, query }) => suspicions.list(house, actor, query.box),
    "conduct.takeUp": ({ house, actor, params, body }) =>
      suspicions.takeUp(house, actor, { ...params, ...body }),
    "conduct.dismiss": ({ house, actor, params, body }) =>
      suspicions.dismiss(house, actor, { ...params, ...body }),
  };
}
