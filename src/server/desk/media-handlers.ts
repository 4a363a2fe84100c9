import type { mediaRoutes } from "../../contract/routes/media.ts";
import { requests } from "../approval/index.ts";
import { media } from "../media/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function mediaHandlers(): Handlers<keyof typeof mediaRoutes> {
  return {
    "media.list": ({ house, actor, query }) => media.list(house, actor, query),
    "media.read": ({ house, actor, params }) => media.read(house, actor, params.mediumId),
    "media.register": ({ house, actor, body }) => media.register(house, actor, body),
    "media.issue": async ({ house, actor, params, body }) => {
      const { requestId, holder, signing } = body;
      const read = await requests.read(house, actor, requestId);
      if (!read.ok) return read;
      const { serial, state, gives } = read.value;
      const open = state === "granted" && gives !== "viewing";
      const request = { requestId, serial, open };
      return media.issue(house, actor, { ...params, request, holder, signing });
    },
    "media.move": ({ house, actor, params, body }) =>
      media.move(house, actor, { ...params, ...body }),
    "media.table": async ({ house, actor, params }) =>
      asFile(await media.table(house, actor, params.mediumId), "xlsx"),
  };
}
