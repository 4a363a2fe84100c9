import { granted } from "../../contract/outcome.ts";
import type { detectionRoutes } from "../../contract/routes/detection.ts";
import { type Watch, detection } from "../detection/index.ts";
import type { BytesAnswer, Handlers } from "./handler.ts";

/** `watch`: the house's own eyes, which its jobs keep open. */
export function detectionHandlers(watch: Watch): Handlers<keyof typeof detectionRoutes> {
  return {
    "detection.now": ({ house }) => detection.now(house, watch),
    "detection.events": ({ house, actor, query }) => detection.events(house, actor, query),
    "detection.snapshot": async ({ house, actor, params }) => {
      const seen = await detection.snapshot(house, actor, params.eventId);
      return seen.ok ? granted(asPicture(seen.value)) : seen;
    },
    "detection.learn-anew": ({ house, actor, params }) =>
      detection.learnAnew(house, actor, { ...params, watch }),
  };
}

function asPicture(bytes: Uint8Array): BytesAnswer {
  return {
    mediaType: "image/jpeg",
    sizeBytes: bytes.length,
    read: (part) => bytes.subarray(part.startByte, part.endByte),
  };
}
