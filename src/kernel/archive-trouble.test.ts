import { expect, test } from "vitest";
import type { EmbeddedArchiveState } from "../contract/database-archive.ts";
import { archiveTrouble } from "./archive-trouble.ts";

const nowMs = Date.UTC(2026, 5, 2);
const minute = 60_000;
const sound: EmbeddedArchiveState = {
  version: 1,
  kind: "embedded",
  writtenAtMs: nowMs - 10_000,
  lastSegment: { name: "000000010000000000000007", archivedAtMs: nowMs - 40_000 },
  waitingSegments: 0,
  lastBase: { instant: "20260601t170000z", finishedAtMs: nowMs - 7 * 60 * minute, sizeBytes: 1 },
  bases: 1,
  recoverableFromMs: nowMs - 7 * 60 * minute,
  walBytes: 0,
  baseBytes: 1,
  freeBytes: 1,
  failure: null,
};
const failed = (sinceMs: number) =>
  ({ ...sound, failure: { code: "collect-failed", sinceMs, detail: "disk_full" } }) as const;

test.each([
  ["an archive that works", sound, undefined],
  ["nothing known yet", undefined, undefined],
  ["the institution's own", { version: 1, kind: "own", writtenAtMs: 0 } as const, undefined],
  ["a failure of a minute", failed(nowMs - minute), undefined],
  ["a failure of three minutes", failed(nowMs - 3 * minute), "collect-failed"],
  ["nobody says anything", { ...sound, writtenAtMs: nowMs - 6 * minute }, "silent"],
  [
    "the second night without a base copy",
    {
      ...sound,
      lastBase: {
        instant: "20260530t170000z",
        finishedAtMs: nowMs - 37 * 60 * minute,
        sizeBytes: 1,
      },
    },
    "base-old",
  ],
])("[S0-8.1b] %s", (_, state, reason) => {
  expect(archiveTrouble(state, nowMs)?.reason).toBe(reason);
});
