import { createCipheriv, scrypt } from "node:crypto";
import { ReadableStream } from "node:stream/web";
import { Encrypter, Stanza } from "age-encryption";
import { draw } from "./random.ts";
import type { Wrap } from "./zip-writer.ts";

/** For whom: somebody who will be told the passphrase, or the holder of an age identity. */
export type AgeReceiver = { readonly passphrase: string } | { readonly recipient: string };

/** log2 of the work, the measure `age` itself takes: about a second and 256 MB for every guess. */
const workFactor = 18;

/** age v1 (age-encryption.org/v1): what stock `age -d` opens, streamed in pieces of 64 KiB. */
export function ageWrap(receiver: AgeReceiver): Wrap {
  return async (plain) => {
    const encrypter = new Encrypter();
    if ("recipient" in receiver) encrypter.addRecipient(receiver.recipient);
    else encrypter.addRecipient({ wrapFileKey: (key) => scryptStanza(receiver.passphrase, key) });
    const sealed = await encrypter.encrypt(
      plain as unknown as globalThis.ReadableStream<Uint8Array>,
    );
    return sealed as unknown as ReadableStream<Uint8Array>;
  };
}

/** Whether this text is a recipient that the format's library can encrypt to. */
export function isAgeRecipient(recipient: string): boolean {
  try {
    new Encrypter().addRecipient(recipient);
    return true;
  } catch {
    return false;
  }
}

/** The scrypt recipient stanza; Node's own scrypt works beside the event loop. */
async function scryptStanza(passphrase: string, fileKey: Uint8Array): Promise<Stanza[]> {
  const salt = draw(16);
  const label = Buffer.concat([Buffer.from("age-encryption.org/v1/scrypt"), salt]);
  const key = await derive(passphrase, label);
  const cipher = createCipheriv("chacha20-poly1305", key, Buffer.alloc(12), { authTagLength: 16 });
  const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
  const saltText = Buffer.from(salt).toString("base64").replaceAll("=", "");
  return [new Stanza(["scrypt", saltText, String(workFactor)], new Uint8Array(body))];
}

function derive(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  const options = { N: 2 ** workFactor, r: 8, p: 1, maxmem: 320 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
