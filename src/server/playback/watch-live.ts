import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { mayWatchLive } from "../../kernel/access.ts";
import type { House } from "../../platform/house.ts";
import { notice } from "../access/index.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { venueScope } from "../people/index.ts";
import { type CameraSources, cameras } from "../places/index.ts";
import { sealed } from "../privacy/index.ts";

/** A live view that was decided and entered; it ends with `noteLiveEnd`. */
export interface LiveRight {
  readonly camera: CameraSources;
  readonly startedTicks: number;
}

/** Who wants to see a camera now, and where this person teaches today. */
export interface LiveAsk {
  readonly who: Pick<PersonActor, "accountId" | "role">;
  readonly cameraId: string;
  readonly taughtVenueIds: readonly string[];
}

/** Whether a live view may go on: asked anew while it runs, as roles, areas and cameras change. */
export async function mayStillWatch(house: House, ask: LiveAsk): Promise<boolean> {
  const camera = await cameras.sourcesOf(house, ask.cameraId);
  if (camera === undefined) return false;
  if ((await containment.whyIsolated(house, ask.cameraId)) !== undefined) return false;
  if ((await sealed.now(house, camera.venueId)) !== undefined) return false;
  return inScope(house, ask, camera);
}

/**
 * Decides and enters a live view before the first picture, after the notice was accepted (S3-8.3). A
 * camera that is not there is not found, one outside the scope not permitted.
 */
export async function watchLive(
  house: House,
  actor: PersonActor,
  ask: Omit<LiveAsk, "who"> & { readonly viewers: number },
): Promise<Outcome<LiveRight>> {
  const { cameraId, taughtVenueIds, viewers } = ask;
  if (viewers >= limits.liveViewersMost) return refused("too_many");
  const camera = await cameras.sourcesOf(house, cameraId);
  if (camera === undefined) return refused("not_found");
  const subject = { type: "camera" as const, id: cameraId };
  try {
    const refusal = await whyNot(house, actor, { camera, taughtVenueIds });
    if (refusal !== undefined) {
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

async function whyNot(
  house: House,
  actor: PersonActor,
  of: { readonly camera: CameraSources; readonly taughtVenueIds: readonly string[] },
): Promise<Refusal | undefined> {
  const { camera, taughtVenueIds } = of;
  const ask = { who: actor, cameraId: camera.cameraId, taughtVenueIds };
  if (!(await inScope(house, ask, camera))) return refused("not_permitted");
  const isolated = await containment.whyIsolated(house, camera.cameraId);
  if (isolated !== undefined) return isolated;
  const sealing = await sealed.now(house, camera.venueId);
  if (sealing !== undefined) return sealing;
  const accepted = await notice.accepted(house, actor.signInId);
  return accepted ? undefined : refused("notice_not_accepted");
}

async function inScope(house: House, ask: LiveAsk, camera: CameraSources): Promise<boolean> {
  const { accountId, role } = ask.who;
  const looker = { accountId, role, venueIds: await venueScope(house, accountId) };
  const { taughtVenueIds } = ask;
  return mayWatchLive(looker, { venueId: camera.venueId, taughtVenueIds });
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
