/**
 * The steps of a round, in order. Each one tells that it has been reached, so that a test can end the
 * process there; whatever is missing after that is done by the same code, run again.
 */
export const crashPoints = [
  "read",
  "folders-chosen",
  "before-link",
  "after-link",
  "after-record",
  "synced",
  "before-commit",
  "after-commit",
  "before-acknowledge",
  "acknowledged",
  "before-manifest",
  "after-manifest",
  "marked",
] as const;
export type CrashPoint = (typeof crashPoints)[number];
export type Tell = (point: CrashPoint) => void;

export const tellNobody: Tell = () => {};
