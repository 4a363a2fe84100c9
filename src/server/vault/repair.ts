import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { sameBytes, toHex } from "../../kernel/bytes.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { filesOf } from "./homes.ts";
import { selectObject } from "./homes.store.ts";
import { openVault } from "./open-vault.ts";

export interface Repair {
  readonly objectId: string;
  readonly part: "bytes" | "record";
  /** Where the good bytes come from; they are believed only by their digest. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Puts back what rotted: only bytes with the entered digest (a record: with its leaf in the round) are
 * taken. They are durable before the rotten file is set aside, and it is never written over. Throws
 * Fault `damaged` when the bytes are not those.
 */
export async function repairFile(house: House, repair: Repair): Promise<{ sha256: string }> {
  const row = await selectObject(house.db, repair.objectId);
  const file = row && filesOf(row).find((one) => one.part === repair.part);
  if (row === undefined || file === undefined)
    throw new Fault("absent", "object_unknown", { hint: repair.objectId });
  const vault = openVault(house);
  if (file.part === "bytes" && file.sha256 !== null && file.sizeBytes !== null) {
    await vault.putBack(file.path, repair.bytes, {
      sizeBytes: file.sizeBytes,
      isRight: (digest) => digest === file.sha256,
      asideAs: repair.objectId,
    });
    return { sha256: file.sha256 };
  }
  const text = await gather(repair.bytes);
  if (!sameBytes(leafHash(text, sha256), row.leaf_hash))
    throw new Fault("damaged", "repair_refused", { hint: file.path });
  const digest = toHex(sha256(text));
  await vault.putBack(file.path, one(text), {
    sizeBytes: text.length,
    isRight: (found) => found === digest,
    asideAs: repair.objectId,
  });
  return { sha256: digest };
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > limits.sealedRecordBytes)
      throw new Fault("damaged", "file_too_large", { hint: "a record" });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
