import { plainCopyName } from "../../kernel/copies/copy-names.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import type { CarriedClass } from "./copies-tables.ts";
import { goOn } from "./forget.ts";
import { insertForgetting } from "./forget.store.ts";
import { insertObjects } from "./objects.store.ts";
import { hasOtherObjects } from "./carried.store.ts";

/** A file of another room that is written once and belongs into every copy. */
export interface CarriedFile {
  readonly class: CarriedClass;
  /** Below the folder of its class. */
  readonly path: string;
  /** Whose identity it is sealed to; null: the house's own. */
  readonly homeId: string | null;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Copied with the next night. In the transaction in which the file becomes valid. */
export async function carry(
  house: House,
  tx: Writing,
  files: readonly CarriedFile[],
): Promise<void> {
  const sinceMs = house.clock.now();
  await insertObjects(
    tx,
    files.map((file) => ({
      name: plainCopyName(file.class, file.path),
      site_id: house.siteId,
      class: file.class,
      home_id: file.homeId,
      partition: null,
      object_id: null,
      part: null,
      source: file.path,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      since_ms: sinceMs,
      local_damage: null,
    })),
  );
}

/**
 * Ends the copies of something that has an identity of its own: first the identity, then the bytes, at
 * every place. Never of an occasion, for which only a warrant will do.
 */
export async function dropCarried(house: House, ownId: string): Promise<void> {
  if (await hasOtherObjects(house.db, ownId))
    throw new Error("an occasion is forgotten by warrant");
  await quiet(house, "the order to forget a withdrawn copy; each step of it is entered", (tx) =>
    insertForgetting(tx, {
      home_id: ownId,
      site_id: house.siteId,
      warrant_id: ownId,
      started_at_ms: house.clock.now(),
      identity_at_ms: null,
      done_at_ms: null,
    }),
  );
  await goOn(house, ownId);
}
