import type { playbookRoutes } from "../../contract/routes/playbooks.ts";
import { marks } from "../access/index.ts";
import { playbooks } from "../playbooks/index.ts";
import type { Handlers } from "./handler.ts";

export function playbooksHandlers(): Handlers<keyof typeof playbookRoutes> {
  return {
    "events.list": ({ house, actor }) => playbooks.list(house, actor),
    "events.read": ({ house, actor, params }) => playbooks.read(house, actor, params.eventId),
    "events.declare": ({ house, actor, body }) => playbooks.declare(house, actor, body),
    "events.note": ({ house, actor, params, body }) =>
      playbooks.note(house, actor, { ...params, ...body }),
    "events.contain": ({ house, actor, params, body }) =>
      playbooks.contain(house, actor, { ...params, ...body }),
    "events.release": ({ house, actor, params, body }) =>
      playbooks.release(house, actor, { ...params, ...body }),
    "events.preserve": ({ house, actor, params, body }) =>
      playbooks.preserve(house, actor, { ...params, ...body }),
    "events.people": ({ house }) => playbooks.toldOnes(house),
    "events.notify": ({ house, actor, params, body }) =>
      playbooks.notify(house, actor, { ...params, notice: body }),
    "events.acknowledge": ({ house, actor, params }) =>
      playbooks.acknowledge(house, actor, params.noticeId),
    "events.receipt": ({ house, actor, params, body }) =>
      playbooks.noteReceipt(house, actor, { ...params, ...body }),
    "events.trace": ({ house, actor, params, body }) =>
      playbooks.trace(house, actor, { ...params, ...body, trace: marks.trace }),
    "events.close": ({ house, actor, params, body }) =>
      playbooks.close(house, actor, { ...params, ...body }),
  };
}
