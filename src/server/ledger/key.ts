import { Fault } from "../../contract/faults.ts";
import { concat, fromBase64, toBase64 } from "../../kernel/bytes.ts";
import { originOf } from "../../kernel/ledger/checkpoint.ts";
import { type VerifierKey, verifierKey } from "../../kernel/ledger/note.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { openSigningKey } from "../../platform/signing.ts";
import { readTextIfThere } from "../../platform/text-file.ts";

/** The house's signing key: who may say what the ledger's root is. */
export interface LedgerKey {
  readonly verifier: VerifierKey;
  sign(message: Uint8Array): Uint8Array;
}

/** `keys/ledger.key`, mode 600: `PRIVATE+KEY+<origin>+<key id>+<base64 of 0x01 and the seed>`. */
const keyFile = (house: House) => `${house.paths.keys}/ledger.key`;

/** Reads the key; undefined before the first start. Throws Fault `config` when it is not this house's. */
export function readLedgerKey(house: House): LedgerKey | undefined {
  const text = readTextIfThere(keyFile(house))?.trim();
  if (text === undefined) return undefined;
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const [, name = "", keyId = "", encoded = ""] = match ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== 1 || name !== originOf(house.siteId))
    throw new Fault("config", "ledger_key_invalid", { hint: keyFile(house) });
  const key = keyOf(name, bytes.subarray(1));
  if (key.verifier.keyId !== keyId)
    throw new Fault("config", "ledger_key_invalid", { hint: keyFile(house) });
  return key;
}

/** Draws the key at the first start; it is durable before anything is signed with it. */
export function makeLedgerKey(house: House): LedgerKey {
  const seed = draw(32);
  const key = keyOf(originOf(house.siteId), seed);
  const secret = toBase64(concat(Uint8Array.of(1), seed));
  const line = `PRIVATE+KEY+${key.verifier.name}+${key.verifier.keyId}+${secret}\n`;
  writeDurablySync(keyFile(house), line, "keep");
  return key;
}

function keyOf(name: string, seed: Uint8Array): LedgerKey {
  const signing = openSigningKey(seed);
  return { verifier: verifierKey(name, signing.publicKey, sha256), sign: signing.sign };
}
