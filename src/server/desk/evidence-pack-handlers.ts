import type { evidencePackRoutes } from "../../contract/routes/evidence-pack.ts";
import { packs } from "../evidence-pack/index.ts";
import type { Handlers } from "./handler.ts";

export function evidencePackHandlers(): Handlers<keyof typeof evidencePackRoutes> {
  return {
    "evidence-packs.list": ({ house, actor }) => packs.list(house, actor),
    "evidence-packs.ask": ({ house, actor, body }) => packs.ask(house, actor, body),
    "evidence-packs.bytes": ({ house, actor, params }) => packs.bytes(house, actor, params.packId),
  };
}
