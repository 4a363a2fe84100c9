import type { institutionRoutes } from "../../contract/routes/institution.ts";
import { appointments, requests } from "../approval/index.ts";
import { site } from "../places/index.ts";
import type { Handlers } from "./handler.ts";

export function institutionHandlers(): Handlers<keyof typeof institutionRoutes> {
  return {
    "requests.operations": ({ house }) => requests.operations(house),
    "profile.change": ({ house, actor, body }) => site.chooseProfile(house, actor, body.profile),
    "appointments.list": ({ house, actor }) => appointments.list(house, actor),
    "appointments.candidates": ({ house, actor, query }) =>
      appointments.candidates(house, actor, query.office),
    "appointments.open": ({ house, actor, body }) => appointments.open(house, actor, body),
    "appointments.acknowledge": ({ house, actor, params, body }) =>
      appointments.acknowledge(house, actor, { ...params, ...body }),
    "appointments.end": ({ house, actor, params, body }) =>
      appointments.end(house, actor, { ...params, ...body }),
  };
}
