import type { PersonActor } from "../../contract/actor.ts";
import type { Outcome } from "../../contract/outcome.ts";
import type { Readiness } from "../../contract/readiness.ts";
import type { readinessRoutes } from "../../contract/routes/readiness.ts";
import type { House } from "../../platform/house.ts";
import {
  type CardEyes,
  cards,
  conductRules,
  exams,
  privacyEvents,
  readiness,
} from "../readiness/index.ts";
import type { Handlers } from "./handler.ts";

interface OfLesson {
  readonly house: House;
  readonly actor: PersonActor;
  readonly params: { readonly lessonId: string };
}

export function readinessHandlers(eyes: CardEyes): Handlers<keyof typeof readinessRoutes> {
  return {
    "readiness.read": ({ house, actor, params }) => readiness.read(house, actor, params.lessonId),
    "readiness.today": ({ house, actor }) => readiness.today(house, actor, eyes.watch),
    "readiness.waiting": ({ house }) => readiness.waiting(house),
    "rules.versions": ({ house }) => conductRules.versions(house),
    "rules.publish": ({ house, actor, body }) => conductRules.publish(house, actor, body),
    "rules.read": ({ house, actor, params }) => conductRules.read(house, actor, params.lessonId),
    "rules.acknowledge": ({ house, actor, params, body }) =>
      conductRules.acknowledge(house, actor, { ...params, ...body }),
    "rules.acknowledgements": ({ house, actor, params }) =>
      conductRules.list(house, actor, params.lessonId),
    "card.look": ({ house, actor, params }) => cards.look(house, actor, { ...params, eyes }),
    "card.sign": async ({ body, ...call }) =>
      thenRead(call, await cards.sign(call.house, call.actor, { ...call.params, ...body })),
    "exam.open": async (call) =>
      thenRead(call, await exams.open(call.house, call.actor, call.params.lessonId)),
    "exam.askOverride": async ({ body, ...call }) =>
      thenRead(call, await exams.askOverride(call.house, call.actor, { ...call.params, ...body })),
    "exam.decideOverride": async ({ body, ...call }) =>
      thenRead(
        call,
        await exams.decideOverride(call.house, call.actor, { ...call.params, ...body }),
      ),
    "problem.report": async ({ body, ...call }) =>
      thenRead(call, await readiness.report(call.house, call.actor, { ...call.params, ...body })),
    "privacy.declare": async ({ body, ...call }) =>
      thenRead(
        call,
        await privacyEvents.declare(call.house, call.actor, { ...call.params, ...body }),
      ),
    "privacy.end": async (call) =>
      thenRead(call, await privacyEvents.end(call.house, call.actor, call.params)),
    "privacy.decide": async ({ body, ...call }) =>
      thenRead(
        call,
        await privacyEvents.decide(call.house, call.actor, { ...call.params, ...body }),
      ),
  };
}

/** The page shows what stands after the act. */
async function thenRead(
  { house, actor, params }: OfLesson,
  done: Outcome<unknown>,
): Promise<Outcome<Readiness>> {
  return done.ok ? readiness.read(house, actor, params.lessonId) : done;
}
