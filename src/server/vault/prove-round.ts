import type { SegmentProof } from "../../contract/routes/recording.ts";
import type { House } from "../../platform/house.ts";
import { toHex } from "../../kernel/bytes.ts";
import { proveSubject } from "../ledger/index.ts";
import type { KeptSegment } from "./read-kept.ts";
import { roundPaths } from "./round-tree.ts";
import { findRound, findRoundObjects } from "./vault.store.ts";

export interface RoundProof {
  readonly index: number;
  readonly leaf: string;
  readonly inclusion: string[];
  readonly checkpoint: string;
  readonly verifierKey: string;
}

/** A round's entry and its inclusion under the newest checkpoint; undefined until it is published. */
export async function proveRound(house: House, roundId: string): Promise<RoundProof | undefined> {
  const stated = await proveSubject(house, "vault.round-taken@1", roundId);
  const { entry, inclusion, checkpoint, verifierKey } = stated;
  if (entry === null || inclusion === null || checkpoint === null) return undefined;
  return { ...entry, inclusion, checkpoint, verifierKey };
}

/** A record's place in its round; the round's root is what its entry says. */
export interface RoundPlace {
  readonly roundId: string;
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

/** The places of some records, each round's tree built once. */
export async function placeRecords(
  house: House,
  records: readonly { readonly roundId: string; readonly leafIndex: number }[],
): Promise<RoundPlace[]> {
  const paths = new Map<string, string[][]>();
  for (const roundId of new Set(records.map((record) => record.roundId))) {
    const rows = await findRoundObjects(house.db, roundId);
    paths.set(roundId, roundPaths(rows.map((row) => row.leaf_hash)));
  }
  return records.map(({ roundId, leafIndex }) => {
    const round = paths.get(roundId) ?? [];
    return { roundId, index: leafIndex, size: round.length, path: round[leafIndex] ?? [] };
  });
}

/** Everything a browser needs to check a segment by itself; the ledger's part is null until published. */
export async function proveSegment(house: House, kept: KeptSegment): Promise<SegmentProof> {
  const round = await findRound(house.db, kept.roundId);
  if (round === undefined) throw new Error("a kept segment belongs to a round");
  const rows = await findRoundObjects(house.db, kept.roundId);
  const path = roundPaths(rows.map((row) => row.leaf_hash))[kept.leafIndex] ?? [];
  const stated = await proveSubject(house, "vault.round-taken@1", kept.roundId);
  return {
    segmentId: kept.record.segmentId,
    vaultPath: kept.vaultPath,
    officialName: kept.vaultPath.slice(kept.vaultPath.lastIndexOf("/") + 1),
    recordText: kept.recordText,
    round: {
      roundId: kept.roundId,
      index: kept.leafIndex,
      size: round.size,
      path,
      root: toHex(round.root),
    },
    ...stated,
  };
}
