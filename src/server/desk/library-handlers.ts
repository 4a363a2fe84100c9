import type { libraryRoutes } from "../../contract/routes/library.ts";
import { library } from "../library/index.ts";
import type { Handlers } from "./handler.ts";

export function libraryHandlers(): Handlers<keyof typeof libraryRoutes> {
  return {
    "library.list": ({ house, actor, query }) => library.list(house, actor, query),
    "library.offers": ({ house, actor }) => library.offers(house, actor),
    "library.add": ({ house, actor, body }) => library.add(house, actor, body),
    "library.read": ({ house, actor, params }) => library.read(house, actor, params.itemId),
    "library.look": ({ house, actor, params }) => library.look(house, actor, params.itemId),
    "library.bytes": ({ house, actor, params }) => library.bytes(house, actor, params),
    "library.withdraw": ({ house, actor, params, body }) =>
      library.withdraw(house, actor, { ...params, ...body }),
  };
}
