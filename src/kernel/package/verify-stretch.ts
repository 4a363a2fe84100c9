import { ExportedEntry, type Leaf } from "../../contract/entries.ts";
import { PackageStretch, packagePaths } from "../../contract/package.ts";
import { fromBase64, utf8 } from "../bytes.ts";
import { type Checkpoint, openCheckpoint } from "../ledger/checkpoint.ts";
import { leafHash } from "../ledger/hash.ts";
import { falsePersonalField, parseLeaf } from "../ledger/leaf.ts";
import { type Stretch, type StretchFault, differingLeaf, falseStretch } from "../ledger/stretch.ts";
import { type LedgerHead, openLedgerHead } from "./ledger-head.ts";
import { readWhole } from "./package-files.ts";
import {
  type FalseThing,
  type Found,
  type Verifying,
  eachLine,
  no,
  readDescription,
  readText,
  textBytesMost,
  yes,
} from "./package-reading.ts";

const { stretch: path, stretchEntries, stretchHashes } = packagePaths;

/**
 * Every entry of the period is here, at its place, and none besides: the proved leaf hashes lead from the
 * earlier signed checkpoint to the later one, both are beginnings of the package's own, and the entries
 * hash to exactly them.
 */
export async function checkStretch(of: Verifying): Promise<Found> {
  if (!of.files.sizes.has(path)) {
    const description = await readDescription(of.files);
    return description?.form === "evidence" ? no("file-missing", path) : yes(0);
  }
  const head = await openLedgerHead(of);
  if ("fault" in head) return no(head.fault, head.about);
  const stated = await readStretch(of);
  if (stated === undefined) return no("stretch-form", path);
  const proof = openStretch(of, stated, head);
  if ("fault" in proof) return no(proof.fault, proof.about);
  const hashes = await readHashes(of);
  if (hashes === undefined) return no("stretch-form", stretchHashes);
  const wrong = falseStretch(proof, hashes, of.crypto.sha256);
  const first = proof.before?.size ?? 0;
  if (wrong !== undefined) return falseProof(wrong, { first, end: proof.after.size });
  return checkLines(of, { hashes, first, stated, head });
}

async function readStretch(of: Verifying): Promise<PackageStretch | undefined> {
  try {
    return PackageStretch.safeParse(JSON.parse((await readText(of.files, path)) ?? "")).data;
  } catch {
    return undefined;
  }
}

function openStretch(
  { crypto }: Verifying,
  stated: PackageStretch,
  { key, checkpoint: head }: LedgerHead,
): Stretch | FalseThing {
  const opened = (note: string): Checkpoint | undefined => {
    const found = openCheckpoint(note, key, crypto);
    return found.ok ? found.checkpoint : undefined;
  };
  const before = stated.before === null ? null : opened(stated.before);
  const after = opened(stated.after);
  if (before === undefined) return { fault: "checkpoint-false", about: `${path}: before` };
  if (after === undefined) return { fault: "checkpoint-false", about: `${path}: after` };
  const [edge, beforeToHead, afterToHead] = [
    stated.edge,
    stated.beforeToHead,
    stated.afterToHead,
  ].map(hashesOf);
  if (edge === undefined || beforeToHead === undefined || afterToHead === undefined)
    return { fault: "stretch-form", about: path };
  return { before, after, head, edge, beforeToHead, afterToHead };
}

function hashesOf(texts: readonly string[]): Uint8Array[] | undefined {
  const hashes = texts.flatMap((text) => fromBase64(text) ?? []);
  return hashes.length === texts.length ? hashes : undefined;
}

async function readHashes({ files }: Verifying): Promise<Uint8Array[] | undefined> {
  const bytes = await readWhole(files, stretchHashes, textBytesMost);
  if (bytes === undefined || bytes.length % 32 !== 0) return undefined;
  return Array.from({ length: bytes.length / 32 }, (_, at) =>
    bytes.subarray(at * 32, (at + 1) * 32),
  );
}

function falseProof(
  wrong: StretchFault,
  { first, end }: { readonly first: number; readonly end: number },
): Found {
  if (wrong === "before-older") return no("checkpoint-older", `${path}: before #${first}`);
  if (wrong === "after-older") return no("checkpoint-older", `${path}: after #${end}`);
  if (wrong === "edge") return no("stretch-form", `${path}: edge`);
  return no("stretch-false", `#${first} – #${end - 1}`);
}

interface Proved {
  readonly hashes: readonly Uint8Array[];
  readonly first: number;
  readonly stated: PackageStretch;
  readonly head: LedgerHead;
}

/** What is remembered of a line: its hash, and how to name it. */
interface Line {
  readonly hash: Uint8Array;
  readonly name: string;
  readonly atMs: number | undefined;
  readonly wrong: string | undefined;
}

async function checkLines(of: Verifying, proved: Proved): Promise<Found> {
  const lines: Line[] = [];
  for await (const text of eachLine(of.files, stretchEntries)) {
    if (text === undefined || lines.length > proved.hashes.length)
      return no("entry-false", `${stretchEntries}: ${lines.length + 1}`);
    lines.push(readLine(of, text, { index: proved.first + lines.length, head: proved.head }));
  }
  const found = differingLeaf(
    proved.hashes,
    lines.map((line) => line.hash),
  );
  if (found !== undefined) {
    const name = found.what === "missing" ? "" : ` ${lines[found.at]?.name ?? ""}`;
    return no(`entry-${found.what}`, `#${proved.first + found.at}${name}`);
  }
  const wrong = lines.findIndex((line) => line.wrong !== undefined);
  const line = lines[wrong];
  if (line !== undefined)
    return no("entry-false", `#${proved.first + wrong} ${line.name} ${line.wrong}`);
  return isWide(lines, proved) ? yes(lines.length) : no("stretch-narrow", path);
}

function readLine(
  { crypto }: Verifying,
  text: string,
  place: { readonly index: number; readonly head: LedgerHead },
): Line {
  const entry = readEntry(text);
  const leaf = entry && parseLeaf(entry.leaf);
  if (entry === undefined || leaf === undefined) {
    const hash = entry === undefined ? new Uint8Array() : leafHash(utf8(entry.leaf), crypto.sha256);
    return { hash, name: "", atMs: undefined, wrong: "leaf" };
  }
  const personal = new Map(Object.entries(entry.personal));
  return {
    hash: leafHash(utf8(entry.leaf), crypto.sha256),
    name: `${leaf.id} ${leaf.kind}`,
    atMs: leaf.atMs,
    wrong: wrongOf(entry, leaf, place) ?? falsePersonalField(leaf, personal, crypto.sha256),
  };
}

function wrongOf(
  entry: ExportedEntry,
  leaf: Leaf,
  { index, head }: { readonly index: number; readonly head: LedgerHead },
): string | undefined {
  if (entry.index !== index) return "index";
  return `liuhen/${leaf.siteId}` === head.checkpoint.origin ? undefined : "site";
}

function readEntry(text: string): ExportedEntry | undefined {
  try {
    return ExportedEntry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Beyond each of its ends lies an entry outside the period, or nothing at all. */
function isWide(lines: readonly Line[], { stated, first, head }: Proved): boolean {
  const { fromMs, toMs } = stated;
  const within = (line: Line | undefined) =>
    line?.atMs === undefined || (line.atMs >= fromMs && line.atMs < toMs);
  const reachesNewest = first + lines.length === head.checkpoint.size;
  return (first === 0 || !within(lines[0])) && (reachesNewest || !within(lines.at(-1)));
}
