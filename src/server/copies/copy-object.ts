import { Fault } from "../../contract/faults.ts";
import { keyName } from "../../kernel/copies/copy-names.ts";
import { once, openSealing } from "../../platform/age-stream.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { fileSize, readWhole } from "../../platform/house-folders.ts";
import { startSha256 } from "../../platform/hash.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { quiet } from "../ledger/index.ts";
import type { ObjectClass } from "./copies-tables.ts";
import { folderOf } from "./enrol.ts";
import { type Copied, selectKeyCopy, upsertKeyCopy } from "./objects.store.ts";
import { keyStoreOf } from "./open-target.ts";
import type { Pace } from "./pace.ts";
import type { TargetRow } from "./targets.store.ts";

/** What a copying run works with. */
export interface Copying {
  readonly house: House;
  readonly row: TargetRow;
  readonly target: CopyTarget;
  /** The escrow key's recipient. */
  readonly escrow: string;
  /** Keeps all that is sent at once to the limit that was set. */
  readonly pace: Pace;
  /** Identities known to lie there already. */
  readonly keysThere: Set<string>;
}

export interface ToCopy {
  readonly name: string;
  readonly class: ObjectClass;
  readonly home_id: string | null;
  readonly source: string;
  readonly size_bytes: number;
  readonly sha256: string | null;
}

export type CopyResult =
  | { readonly what: "copied"; readonly copied: Copied }
  /** The home was forgotten: nothing of it is copied any more. */
  | { readonly what: "forgotten" }
  /** Our own file is not what was entered, or is not there. */
  | { readonly what: "damaged"; readonly damage: "missing" | "changed" };

/**
 * One object to one place: key first, then the bytes, sealed on the way and compared with what was
 * entered. Bytes that rotted here never leave as if they were sound.
 */
export async function copyObject(copying: Copying, object: ToCopy): Promise<CopyResult> {
  const { house, row, target } = copying;
  const keys = keyStoreOf(house);
  const keyId = object.home_id ?? houseKeyId;
  const recipient = await keys.recipientOf(keyId);
  if (recipient === undefined) return { what: "forgotten" };
  await bringKey(copying, keyId);
  const root = folderOf(house, object.class);
  const sizeBytes = await fileSize(root, object.source);
  if (sizeBytes === undefined) return { what: "damaged", damage: "missing" };
  if (object.sha256 !== null && sizeBytes !== object.size_bytes)
    return { what: "damaged", damage: "changed" };
  const plain = new CheckedBytes(readWhole(root, object.source), object.sha256);
  // What belongs to no home is sealed to the escrow key, too: it opens by hand with the key sheet alone.
  const recipients = object.home_id === null ? [copying.escrow, recipient] : [recipient];
  const sealing = await openSealing(recipients);
  try {
    const put = await target.put(object.name, paced(copying.pace, sealing.seal(plain.read())), {
      sizeBytes: sealing.sizeOf(sizeBytes),
      ...lockOf(house, row),
    });
    if (object.home_id !== null && keys.isDestroyed(object.home_id)) {
      await target.remove(object.name);
      return { what: "forgotten" };
    }
    return {
      what: "copied",
      copied: {
        targetId: row.target_id,
        siteId: row.site_id,
        name: object.name,
        homeId: object.home_id,
        sizeBytes,
        sha256: plain.sha256(),
        sealedBytes: put.sizeBytes,
        sealedSha256: put.sha256,
        state: put.confirmed ? "verified" : "present",
        atMs: house.clock.now(),
      },
    };
  } catch (cause) {
    if (plain.differs) return { what: "damaged", damage: "changed" };
    if (cause instanceof Fault && cause.kind === "absent" && cause.code === "source_missing")
      return { what: "damaged", damage: "missing" };
    throw cause;
  }
}

export function lockOf(house: House, row: TargetRow): { lockedUntilMs?: number } {
  if (row.lock_days === 0) return {};
  return { lockedUntilMs: house.clock.now() + row.lock_days * 86_400_000 };
}

/** The identity's wrapping for the escrow key lies there before the first object that needs it. */
export async function bringKey(copying: Copying, keyId: string): Promise<void> {
  const { house, row, target, escrow, keysThere } = copying;
  if (keysThere.has(keyId)) return;
  const there = await selectKeyCopy(house.db, { targetId: row.target_id, keyId });
  if (there !== escrow) {
    const keys = keyStoreOf(house);
    const wrapped = await keys.wrappedFor(keyId);
    if (wrapped === undefined) return;
    // Keys are never locked: they must be destroyable at once (C-26). An older wrapping goes first.
    if (there !== undefined) await target.remove(keyName(keyId));
    await target.put(keyName(keyId), once(wrapped), { sizeBytes: wrapped.length });
    if (keys.isDestroyed(keyId)) {
      await target.remove(keyName(keyId));
      return;
    }
    await quiet(house, "which wrapped key lies where only saves looking", (tx) =>
      upsertKeyCopy(tx, {
        target_id: row.target_id,
        key_id: keyId,
        site_id: row.site_id,
        recipient: escrow,
        copied_at_ms: house.clock.now(),
      }),
    );
  }
  keysThere.add(keyId);
}

/** Digests what passes and holds it to what was entered; a difference ends the copy before its end. */
class CheckedBytes {
  differs = false;
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #expected: string | null;
  readonly #hash = startSha256();
  #digest: string | undefined;

  constructor(bytes: AsyncIterable<Uint8Array>, expected: string | null) {
    this.#bytes = bytes;
    this.#expected = expected;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#bytes) {
      this.#hash.update(chunk);
      yield chunk;
    }
    this.#digest = this.#hash.hex();
    if (this.#expected !== null && this.#digest !== this.#expected) {
      this.differs = true;
      throw new Fault("damaged", "source_changed", {
        hint: "the original is not what was entered",
      });
    }
  }

  sha256(): string {
    if (this.#digest === undefined) throw new Error("read to the end first");
    return this.#digest;
  }
}

async function* paced(pace: Pace, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    await pace.take(chunk.length);
    yield chunk;
  }
}
