import type { debriefRoutes } from "../../contract/routes/debrief.ts";
import { debrief } from "../debrief/index.ts";
import { scoring } from "../scores/index.ts";
import type { Handlers } from "./handler.ts";

export function debriefHandlers(): Handlers<keyof typeof debriefRoutes> {
  return {
    "debrief.read": ({ house, actor, params }) => debrief.read(house, actor, params.lessonId),
    "debrief.attempt": ({ house, actor, params }) => scoring.attempt(house, actor, params),
    "debrief.note": ({ house, actor, params, body }) =>
      debrief.note(house, actor, { ...params, ...body }),
  };
}
