import { ExportedEntry, type Leaf } from "../../contract/entries.ts";
import { sameBytes, toHex, utf8 } from "../bytes.ts";
import { parseBundle } from "./bundle.ts";
import { type Checkpoint, type CheckpointFault, openCheckpoint } from "./checkpoint.ts";
import { GrowingTree, type TileContent } from "./growing-tree.ts";
import { leafHash, type Sha256 } from "./hash.ts";
import { falsePersonalField, parseLeaf } from "./leaf.ts";
import { type Crypto, parseVerifierKey, sameKey, type VerifierKey } from "./note.ts";
import { SignInCheck } from "./sign-in-check.ts";
import { hashesOf } from "./tile-proof.ts";
import { bundlePath, tileIn, tilePath, tileWidth } from "./tiles.ts";

export type FindingCode =
  | "key-form" // the verifier key is not one
  | "key-foreign" // not the key that the reader trusts
  | CheckpointFault
  | "older-form"
  | "older-signature" // the older checkpoint is not signed by this key
  | "line-unreadable"
  | "entry-missing" // taken out; the next one stands in its place
  | "entry-inserted"
  | "entries-swapped"
  | "entry-edited"
  | "entry-renumbered"
  | "entries-truncated" // fewer than were signed
  | "entries-unsigned" // more than were signed
  | "leaf-form"
  | "leaf-foreign" // an entry of another house
  | "personal-differs"
  | "sign-in-duration"
  | "bundle-missing"
  | "bundle-differs"
  | "tile-missing"
  | "tile-differs"
  | "root-differs" // entries and tiles agree with each other, but not with what was signed
  | "rolled-back" // the older checkpoint is of a later state
  | "forked"; // the older checkpoint's tree is not the start of this one

/** The first thing that is false, and the entry it is about, if it is about one. */
export interface Finding {
  readonly code: FindingCode;
  readonly index?: number;
  readonly entryId?: string;
  readonly kind?: string;
  /** What differs: expected and found, a field, a path. */
  readonly detail: string;
}

export type Audited =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly key: VerifierKey }
  | { readonly ok: false; readonly finding: Finding };

export interface AuditSource {
  /** One value per line, in order: what should be an `ExportedEntry`. */
  readonly entries: AsyncIterable<unknown>;
  /** Bytes of `tile/…`, undefined where there is none. */
  readonly readTile: (path: string) => Promise<Uint8Array | undefined>;
  readonly checkpoint: string;
  readonly verifierKey: string;
  readonly trustedKey?: string | undefined;
  /** A checkpoint kept from an earlier day, elsewhere. */
  readonly olderCheckpoint?: string | undefined;
}

/** Checks a whole ledger, needing nothing but itself; stops at the first thing that is false. */
export async function audit(source: AuditSource, crypto: Crypto): Promise<Audited> {
  const key = parseVerifierKey(source.verifierKey, crypto.sha256);
  if (key === undefined) return found({ code: "key-form", detail: "verifier key" });
  if (source.trustedKey !== undefined) {
    const trusted = parseVerifierKey(source.trustedKey, crypto.sha256);
    if (trusted === undefined) return found({ code: "key-form", detail: "trusted key" });
    if (!sameKey(trusted, key))
      return found({
        code: "key-foreign",
        detail: `${key.name}+${key.keyId}, not ${trusted.keyId}`,
      });
  }
  const opened = openCheckpoint(source.checkpoint, key, crypto);
  if (!opened.ok) return found({ code: opened.fault, detail: "checkpoint" });
  const older = openOlder(source.olderCheckpoint, key, crypto);
  if (older?.ok === false) return older;

  const { checkpoint } = opened;
  if (older !== undefined && older.checkpoint.size > checkpoint.size)
    return found({
      code: "rolled-back",
      index: checkpoint.size,
      detail: `${older.checkpoint.size} entries were signed before, now ${checkpoint.size}`,
    });
  const auditor = new Auditor(source, checkpoint, crypto.sha256);
  const finding = await auditor.run(older?.checkpoint);
  return finding === undefined ? { ok: true, checkpoint, key } : found(finding);
}

function openOlder(
  note: string | undefined,
  key: VerifierKey,
  crypto: Crypto,
): { ok: true; checkpoint: Checkpoint } | { ok: false; finding: Finding } | undefined {
  if (note === undefined) return undefined;
  const opened = openCheckpoint(note, key, crypto);
  if (opened.ok) return opened;
  const code = opened.fault === "checkpoint-form" ? "older-form" : "older-signature";
  return found({ code, detail: `older checkpoint: ${opened.fault}` });
}

function found(finding: Finding): { readonly ok: false; readonly finding: Finding } {
  return { ok: false, finding };
}

/** An entry of the block under check, read as far as it can be read. */
interface Read {
  readonly entry: ExportedEntry | undefined;
  readonly leaf: Leaf | undefined;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

const none = new Uint8Array();
const unreadable: Read = { entry: undefined, leaf: undefined, bytes: none, hash: none };

/** Goes through the entries in blocks of one tile, growing its own tree beside the given one. */
class Auditor {
  readonly #source: AuditSource;
  readonly #checkpoint: Checkpoint;
  readonly #sha256: Sha256;
  readonly #tree: GrowingTree;
  readonly #signIns = new SignInCheck();

  constructor(source: AuditSource, checkpoint: Checkpoint, sha256: Sha256) {
    this.#source = source;
    this.#checkpoint = checkpoint;
    this.#sha256 = sha256;
    this.#tree = new GrowingTree(sha256);
  }

  async run(older: Checkpoint | undefined): Promise<Finding | undefined> {
    const { size, root } = this.#checkpoint;
    const lines = this.#source.entries[Symbol.asyncIterator]();
    let ahead = await this.#next(lines);
    let olderRoot = older?.size === 0 ? this.#tree.root() : undefined;
    while (this.#tree.size < size || ahead !== undefined) {
      const block: Read[] = [];
      for (; ahead !== undefined && block.length < tileWidth; ahead = await this.#next(lines))
        block.push(ahead);
      const finding = await this.#checkBlock(block, ahead);
      if (finding !== undefined) return finding;
      for (const { hash } of block) {
        const filled = this.#tree.append(hash);
        if (this.#tree.size === older?.size) olderRoot = this.#tree.root();
        const differing = await this.#compareTiles(filled);
        if (differing !== undefined) return differing;
      }
    }
    const differing = await this.#compareTiles(this.#tree.partials());
    if (differing !== undefined) return differing;
    const forked = older !== undefined && !sameBytes(olderRoot ?? root, older.root);
    if (!sameBytes(this.#tree.root(), root)) return this.#rootDiffers(older, forked);
    if (older !== undefined && forked)
      return {
        code: "forked",
        detail: `the tree of ${older.size} entries signed before is another`,
      };
    return undefined;
  }

  async #next(lines: AsyncIterator<unknown>): Promise<Read | undefined> {
    const line = await lines.next();
    if (line.done === true) return undefined;
    const entry = ExportedEntry.safeParse(line.value).data;
    if (entry === undefined) return unreadable;
    const bytes = utf8(entry.leaf);
    return { entry, leaf: parseLeaf(entry.leaf), bytes, hash: leafHash(bytes, this.#sha256) };
  }

  async #checkBlock(block: readonly Read[], ahead: Read | undefined): Promise<Finding | undefined> {
    const first = this.#tree.size;
    const { size } = this.#checkpoint;
    const stated = await this.#statedHashes(first);
    for (let at = 0; at < Math.max(block.length, Math.min(tileWidth, size - first)); at++) {
      const index = first + at;
      const read = block[at];
      if (read === undefined)
        return { code: "entries-truncated", index, detail: `${index} of ${size} signed entries` };
      const about = { index, ...naming(read) };
      if (read.entry === undefined)
        return { ...about, code: "line-unreadable", detail: "not an exported entry" };
      if (index >= size)
        return { ...about, code: "entries-unsigned", detail: `only ${size} entries were signed` };
      const finding =
        this.#compareHash({ at, block, ahead, stated }) ??
        this.#checkEntry(read.entry, read, index);
      if (finding !== undefined) return { ...about, ...finding };
    }
    return this.#compareBundle(block, first);
  }

  /** Compares an entry with the leaf tile and tells what was done to it. */
  #compareHash(place: {
    readonly at: number;
    readonly block: readonly Read[];
    readonly ahead: Read | undefined;
    readonly stated: readonly Uint8Array[];
  }): Pick<Finding, "code" | "detail"> | undefined {
    const { at, block, stated } = place;
    const hashAt = (n: number) => (block[n] ?? place.ahead)?.hash ?? new Uint8Array();
    const hash = hashAt(at);
    const expected = stated[at];
    // A missing tile is told by the comparison of tiles; the entries are still bound by the root.
    if (expected === undefined || sameBytes(hash, expected)) return undefined;
    const detail = `leaf hash ${toHex(hash)}, signed ${toHex(expected)}`;
    const other = stated.findIndex((one, n) => n > at && sameBytes(one, hash));
    if (other > at && other < block.length && sameBytes(hashAt(other), expected))
      return { code: "entries-swapped", detail: `with the entry after it at +${other - at}` };
    const following = place.ahead === undefined ? block : [...block, place.ahead];
    const moved = following.findIndex((one, n) => n > at && sameBytes(one.hash, expected));
    if (moved > at && (other < 0 || moved < other)) return { code: "entry-inserted", detail };
    return { code: other > at ? "entry-missing" : "entry-edited", detail };
  }

  #checkEntry(
    entry: ExportedEntry,
    read: Read,
    index: number,
  ): Pick<Finding, "code" | "detail"> | undefined {
    const { leaf } = read;
    if (entry.index !== index)
      return { code: "entry-renumbered", detail: `numbered ${entry.index}` };
    if (leaf === undefined)
      return { code: "leaf-form", detail: "not the canonical text of a leaf" };
    if (`liuhen/${leaf.siteId}` !== this.#checkpoint.origin)
      return { code: "leaf-foreign", detail: `site ${leaf.siteId}` };
    const field = falsePersonalField(leaf, new Map(Object.entries(entry.personal)), this.#sha256);
    if (field !== undefined) return { code: "personal-differs", detail: `field ${field}` };
    const duration = this.#signIns.check(leaf);
    return duration === undefined ? undefined : { code: "sign-in-duration", detail: duration };
  }

  /** The leaf hashes of this block as the tiles state them, and the first one of the next block. */
  async #statedHashes(first: number): Promise<Uint8Array[]> {
    const index = first / tileWidth;
    const rows: Uint8Array[] = [];
    for (const tile of [0, 1].map((next) => tileIn(this.#checkpoint.size, 0, index + next))) {
      const bytes = tile && (await this.#source.readTile(tilePath(tile)));
      if (tile === undefined || bytes === undefined) break;
      rows.push(...(hashesOf(bytes, 0, tile.width) ?? []));
    }
    return rows.slice(0, tileWidth + 1);
  }

  /** The bundle of this block must hold the very texts of the entries. */
  async #compareBundle(block: readonly Read[], first: number): Promise<Finding | undefined> {
    const tile = tileIn(this.#checkpoint.size, 0, first / tileWidth);
    if (tile === undefined) return undefined;
    const path = bundlePath(tile);
    const bytes = await this.#source.readTile(path);
    if (bytes === undefined) return { index: first, code: "bundle-missing", detail: path };
    const bundled = parseBundle(bytes) ?? [];
    const wrong = block.findIndex((read, at) => {
      const text = bundled[at];
      return text === undefined || !sameBytes(text, read.bytes);
    });
    const read = block[wrong];
    if (read !== undefined)
      return { index: first + wrong, ...naming(read), code: "bundle-differs", detail: path };
    if (bundled.length === tile.width) return undefined;
    return { index: first + tile.width, code: "bundle-differs", detail: path };
  }

  async #compareTiles(tiles: readonly TileContent[]): Promise<Finding | undefined> {
    for (const { tile, bytes } of tiles) {
      const path = tilePath(tile);
      const stated = await this.#source.readTile(path);
      if (stated === undefined) return { code: "tile-missing", detail: path };
      if (!sameBytes(stated, bytes)) return { code: "tile-differs", detail: path };
    }
    return undefined;
  }

  /** Entries and tiles were rewritten together; an older checkpoint narrows down where. */
  #rootDiffers(older: Checkpoint | undefined, forked: boolean): Finding {
    const { size, root } = this.#checkpoint;
    const from = older !== undefined && !forked ? older.size : 0;
    const to = older !== undefined && forked ? older.size : size;
    const detail = `entries ${from} to ${to - 1} lead to ${toHex(this.#tree.root())}, signed ${toHex(root)}`;
    return { code: "root-differs", index: from, detail };
  }
}

function naming({ leaf }: Read): { entryId?: string; kind?: string } {
  return leaf === undefined ? {} : { entryId: leaf.id, kind: leaf.kind };
}
