import { Fault } from "../../contract/faults.ts";
import { unseal } from "../../platform/age-stream.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import { startSha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { keyStoreOf } from "./open-target.ts";

/** The plain bytes of a copy, opened with its home's identity. Throws Fault `absent` when there is none. */
export function openCopy(
  house: House,
  target: CopyTarget,
  copy: { readonly name: string; readonly homeId: string | null },
): AsyncGenerator<Uint8Array> {
  const secret = keyStoreOf(house).secretOf(copy.homeId ?? houseKeyId);
  if (secret === undefined)
    throw new Fault("absent", "key_missing", { hint: "the identity was destroyed" });
  return unseal([secret], target.read(copy.name));
}

export interface LookedCopy {
  readonly found: "sound" | "missing" | "changed";
  readonly sizeBytes: number;
}

/**
 * Reads a copy back from its place, opens it and compares sealed and plain bytes with what was written
 * down. Trouble of the place is thrown; trouble of the copy is what it returns.
 */
export async function lookAtCopy(
  house: House,
  target: CopyTarget,
  copy: {
    readonly name: string;
    readonly homeId: string | null;
    readonly sealedSha256: string;
    readonly plainSha256: string;
  },
): Promise<LookedCopy> {
  const secret = keyStoreOf(house).secretOf(copy.homeId ?? houseKeyId);
  if (secret === undefined) return { found: "missing", sizeBytes: 0 };
  const sealed = startSha256();
  const plain = startSha256();
  let sizeBytes = 0;
  const passing = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of target.read(copy.name)) {
      sealed.update(chunk);
      yield chunk;
    }
  };
  try {
    for await (const chunk of unseal([secret], passing())) {
      plain.update(chunk);
      sizeBytes += chunk.length;
    }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    if (cause.kind === "absent") return { found: "missing", sizeBytes };
    if (cause.kind === "damaged") return { found: "changed", sizeBytes };
    throw cause;
  }
  const same = sealed.hex() === copy.sealedSha256 && plain.hex() === copy.plainSha256;
  return { found: same ? "sound" : "changed", sizeBytes };
}
