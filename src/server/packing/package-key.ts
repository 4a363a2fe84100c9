import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import { fromHex, toHex } from "../../kernel/bytes.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { type SigningKey, openSigningKey } from "../../platform/signing.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { act, historyOf } from "../ledger/index.ts";

/** `keys/export.key`, mode 600: 64 hexadecimal digits, the Ed25519 seed (RFC 8032). */
const keyFile = (house: House) => `${house.paths.keys}/export.key`;

/**
 * The key that signs packages, another than the ledger's: what people hand in is never signed by the
 * key that says what the ledger is. Its public half is entered before it signs anything.
 */
export async function openPackageKey(
  house: House,
): Promise<{ readonly key: SigningKey; readonly entryId: string }> {
  const key = openSigningKey(readSeed(house) ?? makeSeed(house));
  const publicKey = toHex(key.publicKey);
  const known = await findEntry(house, publicKey);
  if (known !== undefined) return { key, entryId: known };
  await act(house, { kind: "system", name: "setup" }, "export.key-made@1", async () =>
    granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { publicKey },
    }),
  );
  const entryId = await findEntry(house, publicKey);
  if (entryId === undefined) throw new Error("an entry that was written is there");
  return { key, entryId };
}

async function findEntry(house: House, publicKey: string): Promise<string | undefined> {
  const made = await historyOf(house, house.siteId, { kinds: ["export.key-made@1"], most: 50 });
  return made.find(({ leaf }) => leaf.body["publicKey"] === publicKey)?.entryId;
}

function readSeed(house: House): Uint8Array | undefined {
  const text = readTextIfThere(keyFile(house))?.trim();
  if (text === undefined) return undefined;
  const seed = fromHex(text);
  if (seed?.length !== 32)
    throw new Fault("config", "export_key_invalid", { hint: keyFile(house) });
  return seed;
}

function makeSeed(house: House): Uint8Array {
  const seed = draw(32);
  writeDurablySync(keyFile(house), `${toHex(seed)}\n`, "keep");
  return seed;
}
