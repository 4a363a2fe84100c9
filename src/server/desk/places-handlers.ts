import type { placesRoutes } from "../../contract/routes/places.ts";
import { cameras, site, venues } from "../places/index.ts";
import type { Handlers } from "./handler.ts";
import { planned } from "./planned.ts";

export function placesHandlers(): Handlers<keyof typeof placesRoutes> {
  return {
    "site.read": ({ house }) => site.read(house),
    "site.change": async ({ house, actor, body }) =>
      planned(house, await site.change(house, actor, body)),
    "venues.list": ({ house }) => venues.list(house),
    "venues.add": ({ house, actor, body }) => venues.add(house, actor, body),
    "venues.change": ({ house, actor, params, body }) =>
      venues.change(house, actor, { ...params, ...body }),
    "stations.add": ({ house, actor, params, body }) =>
      venues.addStation(house, actor, { ...params, ...body }),
    "cameras.list": ({ house, actor }) => cameras.list(house, actor),
    "cameras.add": async ({ house, actor, body }) =>
      planned(house, await cameras.add(house, actor, body)),
    "cameras.change": async ({ house, actor, params, body }) =>
      planned(
        house,
        await cameras.change(house, actor, { cameraId: params.cameraId, input: body }),
      ),
    "cameras.retire": async ({ house, actor, params }) =>
      planned(house, await cameras.retire(house, actor, params.cameraId)),
    "cameras.test": async ({ house, actor, body }) =>
      planned(house, await cameras.test(house, actor, body)),
    "cameras.probe": ({ house, actor, body }) => cameras.probe(house, actor, body),
    "cameras.history": ({ house, actor, params }) => cameras.history(house, actor, params.cameraId),
  };
}
