import type { exportRoutes } from "../../contract/routes/exports.ts";
import { exports } from "../export/index.ts";
import type { Handlers } from "./handler.ts";

export function exportsHandlers(): Handlers<keyof typeof exportRoutes> {
  return {
    "exports.start": ({ house, actor, params, body }) =>
      exports.start(house, actor, { requestId: params.requestId, input: body }),
    "exports.still": ({ house, actor, params, query }) =>
      exports.still(house, actor, { ...params, ...query }),
    "exports.range": ({ house, actor, params }) => exports.range(house, actor, params.requestId),
    "exports.list": ({ house, actor, query }) => exports.list(house, actor, query),
    "exports.read": ({ house, actor, params }) => exports.read(house, actor, params.exportId),
    "exports.bytes": ({ house, actor, params, query }) =>
      exports.bytes(house, actor, { ...params, ...query }),
  };
}
