import type { Actor } from "../../contract/actor.ts";
import { entryKinds } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { actorNameOf, historyOf } from "../ledger/index.ts";
import { findCameraRow } from "./cameras.store.ts";

export interface CameraChange {
  readonly entryId: string;
  readonly atMs: number;
  readonly actorName: string;
  readonly kind: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Every change of a camera as the ledger tells it, newest first (S0-5.1.2). */
export async function readCameraHistory(
  house: House,
  _actor: Actor,
  cameraId: string,
): Promise<Outcome<{ changes: CameraChange[] }>> {
  if ((await findCameraRow(house.db, house.siteId, cameraId)) === undefined)
    return refused("not_found");
  const entries = await historyOf(house, cameraId, {
    kinds: ["camera.changed@1"],
    most: limits.pageRows,
  });
  const changes = entries.map((entry): CameraChange => {
    const { before, after } = entryKinds["camera.changed@1"].parse(entry.leaf.body);
    return {
      entryId: entry.entryId,
      atMs: entry.atMs,
      actorName: actorNameOf(entry),
      kind: entry.leaf.kind,
      before,
      after,
    };
  });
  return granted({ changes });
}
