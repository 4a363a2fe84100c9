import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { lookingRoutes } from "../../contract/routes/looking.ts";
import type { House } from "../../platform/house.ts";
import { marks, notice, rightToLook, useViewing, whoLooks } from "../access/index.ts";
import { bookmarks, lessons } from "../lessons/index.ts";
import type { Handlers } from "./handler.ts";

export function lookingHandlers(): Handlers<keyof typeof lookingRoutes> {
  return {
    "notice.read": ({ house, actor }) => notice.read(house, actor),
    "notice.accept": ({ house, actor, body }) => notice.accept(house, actor, body.version),
    "notice.change": ({ house, actor, body }) => notice.change(house, actor, body),
    "watermark.issue": ({ house, actor }) => marks.issue(house, actor),
    "watermark.read": ({ house, params }) => marks.trace(house, params.code),
    "watermark.removed": ({ house, actor, params, body }) =>
      marks.report(house, actor, { ...params, ...body }),
    "viewing.read": async ({ house, actor, params }) => {
      const viewing = await useViewing(house, actor, params.viewingId);
      if (!viewing.ok) return viewing;
      const { viewingId, right, expiresAtMs } = viewing.value;
      return granted({ viewingId, right, expiresAtMs });
    },
    "bookmarks.list": async ({ house, actor, params }) => {
      const known = await mayKnow(house, actor, params.lessonId);
      return known.ok ? bookmarks.list(house, actor, params.lessonId) : known;
    },
    "bookmarks.set": ({ house, actor, params, body }) =>
      bookmarks.set(house, actor, { ...params, ...body }),
    "bookmarks.withdraw": ({ house, actor, params }) => bookmarks.withdraw(house, actor, params),
  };
}

/** Who may read the lesson or look at it now may know its timeline and bookmarks. */
export async function mayKnow(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<unknown>> {
  const look = await rightToLook(house, whoLooks(actor), { lessonId, purpose: null });
  return look.ok ? look : lessons.read(house, actor, lessonId);
}
