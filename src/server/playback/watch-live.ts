import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { mayWatchLive } from "../../kernel/access.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { venueScope } from "../people/index.ts";
import { type CameraSources, cameras } from "../places/index.ts";

/** A live view that was decided and entered; it ends with `noteLiveEnd`. */
export interface LiveRight {
  readonly camera: CameraSources;
  readonly startedTicks: number;
}

/**
 * Decides and enters a live view before the first picture. `taughtVenueIds`: where the person teaches
 * today; a camera outside one's scope is as unknown as none.
 */
export async function watchLive(
  house: House,
  actor: PersonActor,
  ask: { cameraId: string; taughtVenueIds: readonly string[]; viewers: number },
): Promise<Outcome<LiveRight>> {
  const { cameraId, taughtVenueIds, viewers } = ask;
  if (viewers >= limits.liveViewersMost) return refused("too_many");
  const camera = await cameras.sourcesOf(house, cameraId);
  if (camera === undefined) return refused("not_found");
  const venueIds = await venueScope(house, actor.accountId);
  const looker = { accountId: actor.accountId, role: actor.role, venueIds };
  const subject = { type: "camera" as const, id: cameraId };
  try {
    if (!mayWatchLive(looker, { venueId: camera.venueId, taughtVenueIds })) {
      const refusal = refused("not_permitted");
      await enterRefusal(house, actor, "live.watch", refusal, subject);
      return refusal;
    }
    return await act(house, actor, "live.opened@1", async () =>
      granted({
        value: { camera, startedTicks: house.clock.ticks() },
        subject,
        body: { cameraId },
      }),
    );
  } catch (cause) {
    house.log.error({ err: cause }, "a live view could not be entered and was refused");
    return refused("evidence_unwritable");
  }
}

/** The end of a live view; a failure here is logged, the picture is gone already. */
export async function noteLiveEnd(
  house: House,
  actor: PersonActor,
  right: LiveRight,
): Promise<void> {
  const { cameraId } = right.camera;
  const durationMs = Math.max(0, Math.round(house.clock.ticks() - right.startedTicks));
  try {
    await act(house, actor, "live.closed@1", async () =>
      granted({
        value: undefined,
        subject: { type: "camera", id: cameraId },
        body: { cameraId, durationMs },
      }),
    );
  } catch (cause) {
    house.log.error({ err: cause }, "the end of a live view could not be entered");
  }
}
