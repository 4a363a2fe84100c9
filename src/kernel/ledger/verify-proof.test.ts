import { describe, expect, test } from "vitest";
import { cryptos } from "../../../tests/fixture/cryptos.ts";
import {
  entry,
  foreignKey,
  houseKey,
  makeLedgerCopy,
  signedCopy,
  siteId,
} from "../../../tests/fixture/ledger-copy.ts";
import type { EntryProof } from "../../contract/routes/ledger.ts";
import type { SegmentProof } from "../../contract/routes/recording.ts";
import type { SegmentRecord } from "../../contract/spool.ts";
import { ExportedEntry } from "../../contract/entries.ts";
import { sha256 } from "../../platform/hash.ts";
import { toBase64, toHex, utf8 } from "../bytes.ts";
import { canonicalJson } from "../canonical.ts";
import { leafHash } from "./hash.ts";
import { inclusionRanges, rangeHashes, treeRoot } from "./tree.ts";
import { type ProofStep, verifyEntry, verifySegment } from "./verify-proof.ts";

const id = (n: number) => `0197f000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const digest = (text: string) => toHex(sha256(utf8(text)));

function record(n: number): string {
  const made: SegmentRecord = {
    version: 1,
    segmentId: id(n),
    siteId,
    cameraId: id(900),
    label: "C01",
    stream: "main",
    runId: id(901),
    occasions: [{ kind: "lesson", id: id(902), number: n + 1 }],
    startMs: 1_780_000_000_000,
    endMs: 1_780_000_060_000,
    sizeBytes: 100,
    sha256: digest(`bytes ${n}`),
    init: { sizeBytes: 10, sha256: digest("init") },
    tracks: [
      {
        kind: "audio",
        trackId: 2,
        codec: "pcma",
        codecString: "alaw",
        timescale: 8_000,
        sampleRate: 8_000,
        channels: 1,
        frames: 1,
      },
    ],
    fragments: [
      {
        offsetBytes: 10,
        sizeBytes: 90,
        atMs: 0,
        durationMs: 60_000,
        frames: 1,
        sha256: digest("f"),
      },
    ],
    closedBy: "length",
  };
  return canonicalJson(made);
}

const records = Array.from({ length: 5 }, (_, n) => record(n));
const roundHashes = records.map((text) => leafHash(utf8(text), sha256));
const roundId = id(903);
const round = {
  roundId,
  segments: 4,
  gaps: 1,
  sizeBytes: 500,
  root: toHex(treeRoot(roundHashes, sha256)),
};
const base = makeLedgerCopy(300).lines;
const roundAt = base.length;
const lines = [
  ...base,
  entry(roundAt, "vault.round-taken@1", round),
  entry(roundAt + 1, "live.opened@1", { cameraId: id(900) }),
];

function entryProof(index: number, all = lines, key = houseKey): EntryProof {
  const copy = signedCopy(all, key);
  const exported = all.map((line) => ExportedEntry.parse(JSON.parse(line)));
  const hashes = exported.map(({ leaf }) => leafHash(utf8(leaf), sha256));
  const path = rangeHashes(inclusionRanges(index, hashes.length), hashes, sha256);
  const { leaf = "", personal = {} } = exported[index] ?? {};
  return {
    index,
    leaf,
    personal,
    inclusion: path.map(toBase64),
    checkpoint: copy.checkpoint,
    verifierKey: copy.verifierKey,
  };
}

function segmentProof(all = lines, key = houseKey): SegmentProof {
  const proof = entryProof(roundAt, all, key);
  const path = rangeHashes(inclusionRanges(2, 5), roundHashes, sha256).map(toHex);
  return {
    segmentId: id(2),
    vaultPath: "x",
    officialName: "x",
    recordText: records[2] ?? "",
    round: { roundId, index: 2, size: 5, path, root: round.root },
    entry: { index: proof.index, leaf: proof.leaf },
    inclusion: proof.inclusion,
    checkpoint: proof.checkpoint,
    verifierKey: proof.verifierKey,
  };
}

const honest = segmentProof();
const withEntry = (line: string, index = roundAt) => segmentProof(lines.with(index, line));
const foreign = segmentProof(lines, foreignKey);
const reRound = (change: Partial<SegmentProof["round"]>) => ({
  ...honest,
  round: { ...honest.round, ...change },
});

const lies: readonly (readonly [string, SegmentProof, ProofStep])[] = [
  ["a record that is no record", { ...honest, recordText: "{}" }, "record-form"],
  ["a record of another segment", { ...honest, segmentId: id(3) }, "record-segment"],
  [
    "a record whose digest was edited",
    { ...honest, recordText: honest.recordText.replace(digest("bytes 2"), digest("other")) },
    "round-path",
  ],
  ["a blank in the record", { ...honest, recordText: `${honest.recordText} ` }, "round-path"],
  ["another place in the round", reRound({ index: 3 }), "round-path"],
  ["another size of the round", reRound({ size: 6 }), "round-entry"],
  [
    "a hash of the path replaced",
    reRound({ path: honest.round.path.with(0, digest("x")) }),
    "round-path",
  ],
  ["a path that is too long", reRound({ path: [...honest.round.path, digest("x")] }), "round-path"],
  ["a hash that is none", reRound({ path: honest.round.path.with(0, "zz") }), "round-path"],
  ["another root of the round", reRound({ root: digest("x") }), "round-path"],
  ["no entry yet", { ...honest, entry: null }, "not-published"],
  ["no checkpoint yet", { ...honest, checkpoint: null }, "not-published"],
  ["no key", { ...honest, verifierKey: "x" }, "verifier-key"],
  ["a checkpoint that is none", { ...honest, checkpoint: "x" }, "checkpoint-form"],
  [
    "another signer's checkpoint",
    { ...honest, checkpoint: foreign.checkpoint },
    "checkpoint-unsigned",
  ],
  [
    "an edited checkpoint",
    { ...honest, checkpoint: (honest.checkpoint ?? "").replace("\n302\n", "\n303\n") },
    "checkpoint-signature",
  ],
  ["an entry that is no leaf", { ...honest, entry: { index: roundAt, leaf: "{}" } }, "leaf-form"],
  [
    "an edited entry",
    {
      ...honest,
      entry: { index: roundAt, leaf: (honest.entry?.leaf ?? "").replace('"gaps":1', '"gaps":2') },
    },
    "leaf-inclusion",
  ],
  [
    "an entry at another place",
    { ...honest, entry: { index: 3, leaf: honest.entry?.leaf ?? "" } },
    "leaf-inclusion",
  ],
  [
    "an entry beyond the tree",
    { ...honest, entry: { index: 400, leaf: honest.entry?.leaf ?? "" } },
    "leaf-inclusion",
  ],
  ["an inclusion that is no hash", { ...honest, inclusion: ["AA=="] }, "leaf-inclusion"],
  [
    "another kind of entry",
    withEntry(entry(roundAt, "live.opened@1", { cameraId: roundId })),
    "round-entry",
  ],
  [
    "the entry of another round",
    withEntry(entry(roundAt, "vault.round-taken@1", { ...round, roundId: id(904) })),
    "round-entry",
  ],
  [
    "an entry of a round of another size",
    withEntry(entry(roundAt, "vault.round-taken@1", { ...round, gaps: 0 })),
    "round-entry",
  ],
  [
    "an entry with another root",
    withEntry(entry(roundAt, "vault.round-taken@1", { ...round, root: digest("x") })),
    "round-root",
  ],
];

describe.each(cryptos)("proofs, %s", (_, crypto) => {
  test("[S0-3b] a segment is proved from its bytes to the signed checkpoint", () => {
    const known = { trustedKey: honest.verifierKey, bytesSha256: digest("bytes 2") };
    const verdict = verifySegment(honest, crypto, known);
    expect(verdict).toMatchObject({
      ok: true,
      value: { checkpoint: { size: 302 }, record: { segmentId: id(2) } },
    });
  });
  test("[S0-3b] every entry of a ledger is proved", () => {
    for (const index of [0, 1, 150, 255, 256, 299, 301])
      expect(verifyEntry(entryProof(index), crypto)).toMatchObject({
        ok: true,
        value: { leaf: { siteId } },
      });
  });
});

const [, crypto] = cryptos[0] ?? [];
if (crypto === undefined) throw new Error("no crypto");

test.each(lies)("[S0-3b] refused at its step: %s", (_name, proof, step) => {
  expect(verifySegment(proof, crypto)).toEqual({ ok: false, step });
});

test("[S0-3b] bytes that are not the recorded ones are refused", () => {
  expect(verifySegment(honest, crypto, { bytesSha256: digest("x") })).toEqual({
    ok: false,
    step: "record-bytes",
  });
});

test("[S0-3b] a proof by another key than the trusted one is refused, however whole", () => {
  expect(verifySegment(foreign, crypto)).toMatchObject({ ok: true });
  const known = { trustedKey: honest.verifierKey };
  expect(verifySegment(foreign, crypto, known)).toEqual({ ok: false, step: "trusted-key" });
});

test("[S0-3b] a disclosed name that was exchanged is refused", () => {
  const proof = entryProof(5);
  const name = { salt: "0".repeat(32), text: "李某" };
  expect(verifyEntry({ ...proof, personal: { ...proof.personal, name } }, crypto)).toEqual({
    ok: false,
    step: "personal-digest",
  });
});
