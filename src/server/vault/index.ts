/** The vault: sealed bytes, taken in once, never changed. */
export { acknowledge } from "./acknowledge.ts";
export { auditPartitions, noteMisplaced } from "./audit-partitions.ts";
export { type CheckedFolder, type LostFile, vaultCheck } from "./check-vault.ts";
export { type CrashPoint, type Tell, crashPoints, tellNobody } from "./crash-points.ts";
export { enterRound } from "./enter-round.ts";
export type { HomeOf, OccasionHome, SealedRecord } from "./home.ts";
export { prepareVault } from "./open-vault.ts";
export { proveSegment } from "./prove-round.ts";
export {
  type KeptSegment,
  countWaitingManifests,
  readSegment,
  readSegmentBytes,
  whichKept,
} from "./read-kept.ts";
export { type StagedRound, stageRound } from "./stage-round.ts";
export { writeManifests } from "./write-manifests.ts";
