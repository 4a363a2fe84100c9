/** The vault: sealed bytes, taken in once, never changed. */
import { acknowledge } from "./acknowledge.ts";
import { auditPartitions, noteMisplaced } from "./audit-partitions.ts";
import { checkFolders } from "./check-folders.ts";
import { checkRounds } from "./check-rounds.ts";
import {
  announceErasing,
  contentsOf,
  countReadable,
  eraseHome,
  oldestKeptDays,
  vaultMedium,
  whichErased,
} from "./disposal.ts";
import { explainStrays, findStrays } from "./check-strays.ts";
import { enterRound } from "./enter-round.ts";
import { filesSince, listHomes, manifestsSince, readHome, scrubAfter } from "./homes.ts";
import { prepareVault } from "./open-vault.ts";
import { placeRecords, proveSegment } from "./prove-round.ts";
import { countTaken, duplicateHoldings, partitionHoldings, whichLost } from "./holdings.ts";
import {
  countWaitingManifests,
  readGap,
  readSegment,
  readSegmentBytes,
  whichKept,
} from "./read-kept.ts";
import { readFolders } from "./read-folders.ts";
import { repairFile } from "./repair.ts";
import { restoreFolder, restoreObjects, restoreRound } from "./restore-rows.ts";
import { digestManifests } from "./manifest-digests.ts";
import { stageRound } from "./stage-round.ts";
import { tellHomes } from "./tell-homes.ts";
import { writeManifests } from "./write-manifests.ts";

/** The steps of a round, in order; catalogue puts them together in one transaction. */
export const rounds = {
  prepare: prepareVault,
  stage: stageRound,
  enter: enterRound,
  acknowledge,
  writeManifests,
};

/** What is kept: records, bytes and proofs of segments. */
export const kept = {
  segment: readSegment,
  gap: readGap,
  bytes: readSegmentBytes,
  prove: proveSegment,
  places: placeRecords,
  which: whichKept,
  waitingManifests: countWaitingManifests,
  /** Puts back what rotted, by its digest. */
  repair: repairFile,
};

/** Homes (the folder of one occasion) with their files, for whoever copies or checks them. */
export const homes = {
  list: listHomes,
  read: readHome,
  tell: tellHomes,
  since: filesSince,
  manifestsSince,
  /** Of one home, each with its digest. */
  manifests: digestManifests,
  scrubAfter,
};

/** How much lies where, and what of it is gone. */
export const holdings = {
  partitions: partitionHoldings,
  lost: whichLost,
  duplicates: duplicateHoldings,
  /** Rows ever taken in, for whoever compares two houses. */
  taken: countTaken,
};

/** The five partitions are not mixed (S0-8.2). */
export const partitionAudit = { run: auditPartitions, note: noteMisplaced };

/** The parts of comparing disk, rows and ledger; `liuhen check` puts them together. */
export const vaultCheck = { folders: checkFolders, rounds: checkRounds, findStrays, explainStrays };

/** The end of what was kept: bytes go under a warrant, their skeleton stays. */
export const disposal = {
  contents: contentsOf,
  announce: announceErasing,
  eraseHome,
  countReadable,
  which: whichErased,
  oldestDays: oldestKeptDays,
  medium: vaultMedium,
};

/** The parts of making rows again from the folders; `rebuild` puts them together. */
export const restore = {
  folders: readFolders,
  folder: restoreFolder,
  round: restoreRound,
  objects: restoreObjects,
};

export type { LostFile } from "./check-folders.ts";
export { type CrashPoint, type Tell, crashPoints, tellNobody } from "./crash-points.ts";
export type { HomeOf, OccasionHome } from "./home.ts";
export type { VaultFile } from "./homes.ts";
export type { PartitionHolding } from "./holdings.ts";
export type { KeptSegment } from "./read-kept.ts";
export type { StagedRound } from "./stage-round.ts";
export type { ToldHome } from "./tell-homes.ts";
export { Warrant } from "./warrant.ts";
