import { describe, expect, test } from "vitest";
import { cryptos } from "../../../tests/fixture/cryptos.ts";
import {
  entry,
  foreignKey,
  houseKey,
  type LedgerCopy,
  makeLedgerCopy,
  signedCopy,
  siteId,
} from "../../../tests/fixture/ledger-copy.ts";
import { sha256 } from "../../platform/hash.ts";
import { verifySignature } from "../../platform/signing.ts";
import { audit, type Audited, type FindingCode } from "./audit.ts";

const crypto = { sha256, verifySignature };
const honest = makeLedgerCopy(600);
const older = makeLedgerCopy(300);

async function* each(lines: readonly string[]): AsyncGenerator<unknown> {
  for (const line of lines) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    yield value;
  }
}

interface Reader {
  readonly trustedKey?: string;
  readonly olderCheckpoint?: string;
}

function auditCopy(copy: LedgerCopy, reader: Reader = {}, by = crypto): Promise<Audited> {
  const { lines, tiles, checkpoint, verifierKey } = copy;
  const readTile = (path: string) => Promise.resolve(tiles.get(path));
  return audit({ entries: each(lines), readTile, checkpoint, verifierKey, ...reader }, by);
}

/** A copy with some lines changed, and nothing else. */
function withLines(change: (lines: string[]) => string[]): LedgerCopy {
  return { ...honest, lines: change([...honest.lines]) };
}

/** Puts the numbers of the lines right again, as a forger would. */
function renumbered(lines: readonly string[]): string[] {
  return lines.map((line, at) => line.replace(/"index":\d+/, `"index":${at}`));
}

/** Lines, tiles and bundles rewritten together; the checkpoint is the honest one. */
function rewritten(change: (lines: string[]) => string[]): LedgerCopy {
  const forged = signedCopy(renumbered(change([...honest.lines])), houseKey);
  return { ...forged, checkpoint: honest.checkpoint };
}

function withTile(path: string, change: (bytes: Uint8Array) => Uint8Array | undefined): LedgerCopy {
  const tiles = new Map(honest.tiles);
  const changed = change(Uint8Array.from(tiles.get(path) ?? []));
  if (changed === undefined) tiles.delete(path);
  else tiles.set(path, changed);
  return { ...honest, tiles };
}

const flip = (at: number) => (bytes: Uint8Array) =>
  bytes.map((byte, n) => (n === at ? byte ^ 1 : byte));
const edit = (at: number, from: string | RegExp, to: string) => (lines: string[]) =>
  lines.map((line, n) => (n === at ? line.replace(from, to) : line));
const remove =
  (at: number, count = 1) =>
  (lines: string[]) =>
    lines.toSpliced(at, count);
const insert =
  (at: number, ...more: string[]) =>
  (lines: string[]) =>
    lines.toSpliced(at, 0, ...more);
const swap = (a: number, b: number) => (lines: string[]) =>
  lines.map((line, n) => (n === a ? (lines[b] ?? "") : n === b ? (lines[a] ?? "") : line));
const forgery = (index: number) => entry(index, "live.opened@1", { cameraId: siteId });
const tidied = (change: (lines: string[]) => string[]) => (lines: string[]) =>
  renumbered(change(lines));

const wrongDuration = signedCopy(
  [
    ...honest.lines.slice(0, 599),
    (honest.lines[599] ?? "").replace(/\\"durationMs\\":5000/, String.raw`\"durationMs\":4000`),
  ],
  houseKey,
);
const otherStart = signedCopy(
  [
    ...honest.lines.slice(0, 599),
    (honest.lines[599] ?? "")
      .replace(/(\\"startedAtMs\\":\d+)0/, "$11")
      .replace(/\\"durationMs\\":5000/, String.raw`\"durationMs\":4999`),
  ],
  houseKey,
);
const forked = signedCopy(
  renumbered([...honest.lines.slice(0, 100), forgery(100), ...honest.lines.slice(101)]),
  houseKey,
);
const forkedLate = signedCopy(
  renumbered([...honest.lines.slice(0, 299), forgery(299), ...honest.lines.slice(300)]),
  houseKey,
);
const foreign = signedCopy(honest.lines, foreignKey);
const kept = { olderCheckpoint: older.checkpoint };
const trusting = { trustedKey: honest.verifierKey };

/** Security class 11: [what was done, the copy, what must be found, at which entry, what the reader has]. */
type Attack = readonly [string, LedgerCopy, FindingCode, number | undefined, Reader?];
const attacks: readonly Attack[] = [
  // deletion
  ["the first entry deleted", withLines(remove(0)), "entry-missing", 0],
  ["an entry deleted", withLines(remove(41)), "entry-missing", 41],
  ["an entry deleted and the rest renumbered", withLines(tidied(remove(41))), "entry-missing", 41],
  ["the last entry of a block deleted", withLines(tidied(remove(255))), "entry-missing", 255],
  ["the first entry of a block deleted", withLines(tidied(remove(256))), "entry-missing", 256],
  ["ten entries deleted", withLines(tidied(remove(100, 10))), "entry-missing", 100],
  [
    "an entry deleted, tiles and bundles rewritten",
    rewritten(remove(41)),
    "entries-truncated",
    599,
  ],
  ["an entry emptied", withLines(edit(7, /^.*$/, "")), "line-unreadable", 7],
  ["an entry replaced by null", withLines(edit(7, /^.*$/, "null")), "line-unreadable", 7],
  // truncation and extension
  ["everything truncated", withLines(() => []), "entries-truncated", 0],
  ["the last entry truncated", withLines(remove(599)), "entries-truncated", 599],
  ["cut at a block's edge", withLines(remove(512, 88)), "entries-truncated", 512],
  [
    "cut in the middle of a line",
    withLines((l) => [...l.slice(0, 599), (l[599] ?? "").slice(0, 50)]),
    "line-unreadable",
    599,
  ],
  ["entries appended unsigned", withLines(insert(600, forgery(600))), "entries-unsigned", 600],
  [
    "300 entries appended unsigned",
    withLines((l) => [...l, ...renumbered([...l, ...l.slice(0, 300)]).slice(600)]),
    "entries-unsigned",
    600,
  ],
  [
    "rolled back to an older, honest state",
    older,
    "rolled-back",
    300,
    { olderCheckpoint: honest.checkpoint },
  ],
  // insertion
  ["an entry inserted", withLines(insert(50, forgery(50))), "entry-inserted", 50],
  [
    "an entry inserted and the rest renumbered",
    withLines(tidied(insert(50, forgery(50)))),
    "entry-inserted",
    50,
  ],
  ["an entry inserted at the front", withLines(tidied(insert(0, forgery(0)))), "entry-inserted", 0],
  [
    "an entry doubled",
    withLines((l) => renumbered(insert(81, l[80] ?? "")(l))),
    "entry-inserted",
    81,
  ],
  [
    "three entries inserted",
    withLines(tidied(insert(50, forgery(50), forgery(51), forgery(52)))),
    "entry-inserted",
    50,
  ],
  ["an entry inserted, all rewritten", rewritten(insert(50, forgery(50))), "entries-unsigned", 600],
  // order
  ["neighbours swapped", withLines(swap(10, 11)), "entries-swapped", 10],
  ["two entries swapped and renumbered", withLines(tidied(swap(10, 200))), "entries-swapped", 10],
  ["entries of different blocks swapped", withLines(tidied(swap(10, 500))), "entry-edited", 10],
  [
    "an entry moved later",
    withLines((l) => renumbered(insert(90, l[20] ?? "")(remove(20)(l)))),
    "entry-missing",
    20,
  ],
  [
    "an entry moved earlier",
    withLines((l) => renumbered(insert(20, l[90] ?? "")(remove(90)(l)))),
    "entry-inserted",
    20,
  ],
  ["the order reversed", withLines((l) => renumbered(l.toReversed())), "entry-edited", 0],
  ["entries swapped, all rewritten", rewritten(swap(10, 400)), "sign-in-duration", 11],
  ["a wrong number", withLines(edit(33, '"index":33', '"index":34')), "entry-renumbered", 33],
  ["a negative number", withLines(edit(33, '"index":33', '"index":-33')), "line-unreadable", 33],
  // edits
  [
    "a time edited",
    withLines(edit(20, /\\"atMs\\":\d/, String.raw`\"atMs\":2`)),
    "entry-edited",
    20,
  ],
  [
    "a kind edited",
    withLines(edit(20, "sign-in.opened@1", "sign-in.opened@2")),
    "entry-edited",
    20,
  ],
  ["a duration edited", withLines(edit(21, "5000", "9000")), "entry-edited", 21],
  [
    "one blank added to a leaf",
    withLines(edit(20, String.raw`\"body\":`, String.raw`\"body\": `)),
    "entry-edited",
    20,
  ],
  ["the last entry edited", withLines(edit(599, "5000", "5001")), "entry-edited", 599],
  ["an entry edited, all rewritten", rewritten(edit(21, "5000", "5001")), "sign-in-duration", 21],
  [
    "an entry replaced, all rewritten",
    rewritten((l) => l.with(400, forgery(400))),
    "sign-in-duration",
    401,
  ],
  [
    "an entry replaced late, all rewritten, older kept",
    rewritten((l) => l.with(599, forgery(599))),
    "root-differs",
    300,
    kept,
  ],
  [
    "an entry replaced early, all rewritten, older kept",
    rewritten((l) => l.with(1, forgery(1))),
    "root-differs",
    0,
    kept,
  ],
  ["a disclosed name edited", withLines(edit(44, "张某", "李某")), "personal-differs", 44],
  [
    "a disclosed salt edited",
    withLines(edit(44, /"salt":"./, '"salt":"0')),
    "personal-differs",
    44,
  ],
  [
    "a personal field invented",
    withLines(
      edit(
        44,
        '"personal":{',
        '"personal":{"age":{"salt":"00000000000000000000000000000000","text":"40"},',
      ),
    ),
    "personal-differs",
    44,
  ],
  ["two names exchanged", withLines(edit(44, '"login":{', '"other":{')), "personal-differs", 44],
  ["a duration that was signed wrong", wrongDuration, "sign-in-duration", 599],
  ["a start that was signed wrong", otherStart, "sign-in-duration", 599],
  // tiles and bundles
  ["a bit of a leaf tile", withTile("tile/0/001", flip(40)), "entry-edited", 257],
  [
    "a bit of an unfinished leaf tile",
    withTile("tile/0/002.p/88", flip(87 * 32)),
    "entry-edited",
    599,
  ],
  ["a bit of the upper tile", withTile("tile/1/000.p/2", flip(3)), "tile-differs", undefined],
  ["a leaf tile gone", withTile("tile/0/000", () => undefined), "tile-missing", undefined],
  ["the upper tile gone", withTile("tile/1/000.p/2", () => undefined), "tile-missing", undefined],
  [
    "a tile cut short",
    withTile("tile/0/002.p/88", (b) => b.slice(0, -32)),
    "tile-differs",
    undefined,
  ],
  [
    "a tile made longer",
    withTile("tile/1/000.p/2", (b) => Uint8Array.of(...b, ...b.slice(0, 32))),
    "tile-differs",
    undefined,
  ],
  ["a letter of a bundle", withTile("tile/entries/000", flip(60)), "bundle-differs", 0],
  ["a bundle's length edited", withTile("tile/entries/001", flip(1)), "bundle-differs", 256],
  ["a bundle gone", withTile("tile/entries/002.p/88", () => undefined), "bundle-missing", 512],
  // checkpoint and key
  [
    "another size",
    { ...honest, checkpoint: honest.checkpoint.replace("\n600\n", "\n599\n") },
    "checkpoint-signature",
    undefined,
  ],
  [
    "another root",
    { ...honest, checkpoint: older.checkpoint.replace("\n300\n", "\n600\n") },
    "checkpoint-signature",
    undefined,
  ],
  [
    "another origin",
    { ...honest, checkpoint: honest.checkpoint.replace("liuhen/0", "liuhen/1") },
    "checkpoint-signature",
    undefined,
  ],
  [
    "the signature taken off",
    { ...honest, checkpoint: honest.checkpoint.replace(/— .*\n/, "") },
    "checkpoint-form",
    undefined,
  ],
  [
    "a leading zero",
    { ...honest, checkpoint: honest.checkpoint.replace("\n600\n", "\n0600\n") },
    "checkpoint-form",
    undefined,
  ],
  [
    "another signer's note",
    { ...honest, checkpoint: foreign.checkpoint },
    "checkpoint-unsigned",
    undefined,
  ],
  [
    "the key's name kept, its bytes replaced",
    { ...honest, verifierKey: honest.verifierKey.slice(0, -6) + "AAAAA=" },
    "key-form",
    undefined,
  ],
  ["all signed again with another key", foreign, "key-foreign", undefined, trusting],
  ["all signed again, an older checkpoint kept", foreign, "older-signature", undefined, kept],
  [
    "the older state put beside the newer entries",
    { ...honest, checkpoint: older.checkpoint },
    "entries-unsigned",
    300,
  ],
  // a stolen key: only what was kept elsewhere tells
  ["forked with the stolen key", forked, "sign-in-duration", 101],
  ["forked late with the stolen key", forkedLate, "forked", undefined, kept],
  [
    "forked with the stolen key and made short",
    signedCopy(forkedLate.lines.slice(0, 300), houseKey),
    "forked",
    undefined,
    kept,
  ],
  [
    "rolled back with the stolen key",
    signedCopy(honest.lines.slice(0, 299), houseKey),
    "rolled-back",
    299,
    kept,
  ],
];

describe.each(cryptos)("an exported ledger, %s", (_, by) => {
  test("[S0-3b] an honest copy holds, alone and against key and older checkpoint", async () => {
    for (const reader of [{}, trusting, kept, { olderCheckpoint: honest.checkpoint }])
      expect(await auditCopy(honest, reader, by)).toMatchObject({
        ok: true,
        checkpoint: { size: 600 },
      });
  });
  test("a copy whose personal fields were erased still holds", async () => {
    const erased = withLines((lines) =>
      lines.map((line) => line.replace(/"personal":\{.*\}\}$/, '"personal":{}}')),
    );
    expect(erased.lines[3]).toMatch(/"personal":\{\}\}$/);
    expect(await auditCopy(erased, {}, by)).toMatchObject({ ok: true });
  });
});

test("[S0-3b] at least 50 structural attacks are tried", () => {
  expect(attacks.length).toBeGreaterThanOrEqual(50);
});

test.each(attacks.map((attack): [string, Attack] => [attack[0], attack]))(
  "[S0-3b] found and named: %s",
  async (_name, [, copy, code, index, reader]) => {
    const audited = await auditCopy(copy, reader);
    expect(audited.ok ? "held" : [audited.finding.code, audited.finding.index]).toEqual([
      code,
      index,
    ]);
  },
);

test("[S0-3b] every single bit of a small ledger's entries counts", async () => {
  const small = makeLedgerCopy(3);
  const [, second = ""] = small.lines;
  const bytes = new TextEncoder().encode(second);
  for (let at = 0; at < bytes.length; at++) {
    const altered = bytes.map((byte, n) => (n === at ? byte ^ (1 << (at % 7)) : byte));
    const line = new TextDecoder().decode(altered);
    if (sameMeaning(line, second)) continue;
    const audited = await auditCopy({ ...small, lines: small.lines.with(1, line) });
    expect([at, audited.ok ? "held" : audited.finding.index]).toEqual([at, 1]);
  }
});

/** JSON has more than one text for a value; only the leaf's own text is canonical. */
function sameMeaning(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
