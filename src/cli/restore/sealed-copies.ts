import { Fault } from "../../contract/faults.ts";
import { sameBytes } from "../../kernel/bytes.ts";
import { keyName } from "../../kernel/copies/copy-names.ts";
import { unseal, unsealText } from "../../platform/age-stream.ts";
import { type CopySource, openCopySource, readEscrowSecret } from "../../platform/copy-source.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId, openKeyStore } from "../../platform/key-store.ts";
import { type HouseTrial, trials } from "../../server/copies/index.ts";
import { gather } from "./streams.ts";

/** An object of the copies that was not what it should be, and so was not taken. */
export interface Refused {
  readonly name: string;
  /** A fault's code: `copy_missing`, `age_bytes`, `copy_differs` … */
  readonly why: string;
}

/** The copies as the escrow key opens them. */
export interface SealedCopies {
  readonly place: string;
  /** Undefined in a trial: a house opens its own copies with its own keys. */
  readonly escrowSecret: string | undefined;
  list(prefix: string): AsyncIterable<{ readonly name: string; readonly sizeBytes: number }>;
  /** An object of the house: the plain bytes. Fault `absent` or `damaged`. */
  open(name: string): AsyncIterable<Uint8Array>;
  /** An object sealed to one occasion. */
  openFor(secret: string, name: string): AsyncIterable<Uint8Array>;
  /** The identity of an occasion; undefined where there is none (any more). */
  identity(homeId: string): Promise<string | undefined>;
  close(): void;
}

const identityBytesMost = 1_000;

export async function openSealedCopies(from: string, escrow: string): Promise<SealedCopies> {
  const escrowSecret = await readEscrowSecret(escrow);
  const source = await openCopySource(from);
  const houseSecret = await readIdentity(source, escrowSecret, houseKeyId);
  const secrets = houseSecret === undefined ? [escrowSecret] : [houseSecret, escrowSecret];
  return {
    place: source.place,
    escrowSecret,
    list: (prefix) => source.list(prefix),
    open: (name) => unseal(secrets, source.read(name)),
    openFor: (secret, name) => unseal([secret], source.read(name)),
    identity: (homeId) => readIdentity(source, escrowSecret, homeId),
    close: () => source.close(),
  };
}

/**
 * A house's own copies as its own keys open them, for a trial. The escrow key lies in the safe, so what
 * it would open is compared with what was wrapped for it: the same bytes open with the same key.
 */
export function openOwnCopies(house: House, trial: HouseTrial): SealedCopies {
  const { target, targetId, targetName } = trial;
  const keys = openKeyStore(house.paths, house.secrets);
  const own = keys.secretOf(houseKeyId);
  if (own === undefined) throw new Fault("config", "no_house_key", { hint: "keystore/" });
  return {
    place: targetName,
    escrowSecret: undefined,
    list: (prefix) => target.list(prefix),
    open: (name) => unseal([own], target.read(name)),
    openFor: (secret, name) => unseal([secret], target.read(name)),
    identity: async (homeId) => {
      const secret = keys.secretOf(homeId);
      if (secret === undefined) return undefined;
      const lies = await trials.wrapping(house, { targetId, keyId: homeId });
      if (lies === "none") return undefined;
      const wrapped = lies === "current" ? await keys.wrappedFor(homeId) : undefined;
      const there = await gather(target.read(keyName(homeId)), identityBytesMost);
      if (wrapped !== undefined && !sameBytes(wrapped, there))
        throw new Fault("damaged", "key_differs", { hint: keyName(homeId) });
      return secret;
    },
    close: () => {},
  };
}

async function readIdentity(
  source: CopySource,
  escrowSecret: string,
  keyId: string,
): Promise<string | undefined> {
  try {
    const sealed = source.read(keyName(keyId));
    const text = (await unsealText([escrowSecret], sealed, identityBytesMost)).trim();
    if (!/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(text))
      throw new Fault("damaged", "identity_form", { hint: keyName(keyId) });
    return text;
  } catch (cause) {
    if (cause instanceof Fault && cause.kind === "absent") return undefined;
    // The wrong sheet from the safe must be told at once, not object by object.
    if (keyId === houseKeyId && cause instanceof Fault && cause.code === "age_key")
      throw new Fault("input", "escrow_wrong", {
        cause,
        hint: "this escrow key is not the one the copies were made for",
      });
    throw cause;
  }
}

/** What a fault says of one object; faults of the network or the disk end the whole work. */
export function whyRefused(cause: unknown): string {
  if (cause instanceof Fault && (cause.kind === "damaged" || cause.kind === "absent"))
    return cause.code;
  throw cause;
}
