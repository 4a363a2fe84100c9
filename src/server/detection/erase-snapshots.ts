import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { emptySnapshots } from "./detection.store.ts";

/** Snapshots of a lesson go with its recording. */
export async function eraseSnapshots(house: House, lessonId: string): Promise<void> {
  await quiet(house, "pictures of a lesson go with its recording, whose end is entered", (tx) =>
    emptySnapshots(tx, { siteId: house.siteId, lessonId }),
  );
}

/** Old snapshots go; the event and the digest of its picture stay. */
export async function sweepSnapshots(house: House): Promise<void> {
  const takenBeforeMs = house.clock.now() - limits.snapshotKeptMs;
  await quiet(house, "snapshots are kept for their time; their digests stay", (tx) =>
    emptySnapshots(tx, { siteId: house.siteId, takenBeforeMs }),
  );
}
