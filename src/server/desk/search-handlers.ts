import { granted } from "../../contract/outcome.ts";
import type { searchRoutes } from "../../contract/routes/search.ts";
import { findByText } from "./find-by-text.ts";
import type { Handlers } from "./handler.ts";

export function searchHandlers(): Handlers<keyof typeof searchRoutes> {
  return {
    "search.find": async ({ house, actor, query }) =>
      granted({ hits: await findByText(house, actor, query.text) }),
  };
}
