import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { fromHex } from "../../kernel/bytes.ts";
import type { StagedRecord, StagedRound } from "./stage-round.ts";
import {
  type ObjectRow,
  insertManifestPart,
  insertObjects,
  insertRound,
  lockRounds,
} from "./vault.store.ts";

/** The rows of a staged round, in the transaction that also holds its entry and its index. */
export async function enterRound(house: House, tx: Writing, round: StagedRound): Promise<void> {
  await lockRounds(tx);
  await insertRound(tx, {
    round_id: round.roundId,
    site_id: house.siteId,
    taken_at_ms: round.takenAtMs,
    size: round.records.length,
    size_bytes: round.sizeBytes,
    root: bytesOf(round.root),
  });
  await insertObjects(
    tx,
    round.records.map((record, index) => objectRow(house, round.roundId, { record, index })),
  );
  const occasions = new Set(
    round.records.flatMap(({ record }) => record.occasions.map((occasion) => occasion.id)),
  );
  for (const occasionId of [...occasions].toSorted()) {
    const snapshot = round.snapshots.get(occasionId) ?? {};
    await insertManifestPart(tx, {
      occasionId,
      siteId: house.siteId,
      roundId: round.roundId,
      snapshot,
    });
  }
}

function objectRow(
  house: House,
  roundId: string,
  at: { record: StagedRecord; index: number },
): ObjectRow {
  const { record: staged, index } = at;
  const segment = "segmentId" in staged.record ? staged.record : undefined;
  return {
    object_id: staged.id,
    site_id: house.siteId,
    kind: segment === undefined ? "gap" : "segment",
    round_id: roundId,
    leaf_index: index,
    leaf_hash: staged.leafHash,
    home_id: staged.homeId,
    name: staged.name,
    size_bytes: segment?.sizeBytes ?? 0,
    sha256: segment === undefined ? null : bytesOf(segment.sha256),
  };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error("a digest is lower-case hexadecimal");
  return bytes;
}
