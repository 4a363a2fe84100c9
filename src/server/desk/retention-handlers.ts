import type { retentionRoutes } from "../../contract/routes/retention.ts";
import { agreements, evidence, holds, items, reclassify, terms } from "../retention/index.ts";
import type { Handlers } from "./handler.ts";

export function retentionHandlers(): Handlers<keyof typeof retentionRoutes> {
  return {
    "retention.items": ({ house, actor, query }) => items.list(house, actor, query),
    "retention.item": ({ house, actor, params }) => items.read(house, actor, params),
    "retention.forecast": ({ house, query }) => items.forecast(house, query),
    "retention.lesson": ({ house, actor, params }) => items.ofLesson(house, actor, params.lessonId),
    "retention.holds": ({ house, actor, query }) =>
      holds.list(house, actor, { all: query.all === "yes" }),
    "retention.place-hold": ({ house, actor, body }) => holds.place(house, actor, body),
    "retention.lift-hold": ({ house, actor, params, body }) =>
      holds.lift(house, actor, { ...params, ...body }),
    "retention.evidence": ({ house, actor }) => evidence.list(house, actor),
    "retention.fix-evidence": ({ house, actor, body }) => evidence.fix(house, actor, body),
    "retention.report-evidence": ({ house, actor, params, body }) =>
      evidence.report(house, actor, { ...params, ...body }),
    "retention.terms": ({ house, actor }) => terms.list(house, actor),
    "retention.set-term": ({ house, actor, params, body }) =>
      terms.set(house, actor, { ...params, ...body }),
    "retention.agreements": ({ house, actor }) => agreements.list(house, actor),
    "retention.record-agreement": ({ house, actor, body }) => agreements.record(house, actor, body),
    "retention.moves": ({ house, actor, query }) =>
      reclassify.list(house, actor, { waiting: query.state === "waiting" }),
    "retention.propose-move": ({ house, actor, params, body }) =>
      reclassify.propose(house, actor, { ...params, ...body }),
    "retention.decide-move": ({ house, actor, params, body }) =>
      reclassify.decide(house, actor, { ...params, ...body }),
    "retention.dispose": ({ house, actor, params, body }) =>
      items.dispose(house, actor, { ...params, ...body }),
  };
}
