import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
} from "node:crypto";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { Fault } from "../contract/faults.ts";
import { draw } from "./random.ts";

/**
 * Whole files in age v1 as stock `age` reads and writes them: the header by the format's own library,
 * the payload (STREAM of 64 KiB pieces) by the platform's ChaCha20-Poly1305, ten times as fast.
 */
export interface Sealing {
  /** How large a file of so many bytes becomes. */
  sizeOf(plainBytes: number): number;
  /** Once for each sealing: its key is drawn for one file. */
  seal(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** An X25519 identity: who holds the secret opens what was sealed to the recipient. */
export interface AgeIdentity {
  readonly secret: string;
  readonly recipient: string;
}

const pieceBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;
/** So many pieces go out at a time. */
const piecesAtOnce = 16;
const headerMostBytes = 64 * 1024;

export async function makeIdentity(): Promise<AgeIdentity> {
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** The public half of an identity. */
export function recipientOfSecret(secret: string): Promise<string> {
  return identityToRecipient(secret);
}

export async function openSealing(recipients: readonly string[]): Promise<Sealing> {
  if (recipients.length === 0) throw new Error("a file is sealed to somebody");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  let fileKey: Uint8Array | undefined;
  // A recipient of no stanza: it only hears the key the library drew for this file.
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = key.slice();
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  if (fileKey === undefined) throw new Error("the library draws a key for each file");
  // What follows the header is the library's own nonce and its sealing of nothing.
  const header = empty.subarray(0, empty.length - nonceBytes - tagBytes);
  const nonce = draw(nonceBytes);
  const key = payloadKey(fileKey, nonce);
  let used = false;
  return {
    sizeOf: (plainBytes) =>
      header.length +
      nonceBytes +
      plainBytes +
      tagBytes * Math.max(1, Math.ceil(plainBytes / pieceBytes)),
    seal(plain) {
      if (used) throw new Error("one sealing seals one file");
      used = true;
      return sealPieces(Buffer.concat([header, nonce]), key, plain);
    },
  };
}

async function* sealPieces(
  head: Uint8Array,
  key: KeyObject,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head;
  const counter = new Counter();
  // A full piece waits: only what comes after it tells that it is not the last.
  for await (const { bytes, last } of regrouped(plain, pieceBytes)) {
    const parts: Uint8Array[] = [];
    for (const one of cut(bytes, pieceBytes, last)) {
      const nonce = counter.next(one.last);
      const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: tagBytes });
      parts.push(cipher.update(one.piece));
      cipher.final();
      parts.push(cipher.getAuthTag());
    }
    yield Buffer.concat(parts);
  }
}

/**
 * The plain bytes of an age file. Throws Fault `damaged` with `age_form`, `age_key` (none of the
 * identities opens it) or `age_bytes`; bytes given out before the end was reached are authentic, but
 * only an orderly end says that they are all.
 */
export async function* unseal(
  secrets: readonly string[],
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { header, rest, close } = await readHeader(sealed);
  const fileKey = await openHeader(secrets, header).catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  const source = rest();
  const { taken: nonce, rest: payload } = await take(source, nonceBytes);
  if (nonce.length < nonceBytes) throw formFault("the file ends in its header");
  const key = payloadKey(fileKey, nonce);
  const counter = new Counter();
  let first = true;
  for await (const { bytes, last } of regrouped(payload(), pieceBytes + tagBytes)) {
    const parts: Uint8Array[] = [];
    for (const one of cut(bytes, pieceBytes + tagBytes, last)) {
      const plain = openPiece(key, counter.next(one.last), one.piece);
      if (one.last && plain.length === 0 && !first) throw formFault("an empty last piece");
      parts.push(plain);
      first = false;
    }
    yield Buffer.concat(parts);
  }
}

/** Pieces of a group; the last group has one at least, be it empty. */
function cut(
  bytes: Uint8Array,
  size: number,
  last: boolean,
): { readonly piece: Uint8Array; readonly last: boolean }[] {
  const length = Math.max(Math.ceil(bytes.length / size), last ? 1 : 0);
  return Array.from({ length }, (_, at) => ({
    piece: bytes.subarray(at * size, (at + 1) * size),
    last: last && at === length - 1,
  }));
}

function openPiece(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < tagBytes) throw formFault("the file ends too early");
  const body = sealed.subarray(0, sealed.length - tagBytes);
  try {
    const decipher = createDecipheriv("chacha20-poly1305", key, nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plain = decipher.update(body);
    decipher.final();
    return plain;
  } catch (cause) {
    throw new Fault("damaged", "age_bytes", { cause, hint: "a piece of the copy was changed" });
  }
}

/** Eleven bytes that count, and one that says: this piece is the last. */
class Counter {
  readonly #nonce = new Uint8Array(12);
  #next = 0;
  next(last: boolean): Uint8Array {
    let rest = this.#next++;
    for (let at = 10; at >= 0; at--) {
      this.#nonce[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#nonce[11] = last ? 1 : 0;
    return this.#nonce.slice();
  }
}

/** A key object: the cipher of each piece then takes it as it is. */
function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32)));
}

/** Whole pieces, many at a time, and a last group that says so; nothing at all is one empty last group. */
async function* regrouped(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly last: boolean }> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of source) {
    if (chunk.length === 0) continue;
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= size * piecesAtOnce) continue;
    const all = Buffer.concat(held, heldBytes);
    // One byte at least stays back, so that the last group is never empty by chance.
    const whole = Math.floor((heldBytes - 1) / size) * size;
    yield { bytes: all.subarray(0, whole), last: false };
    held = [all.subarray(whole)];
    heldBytes -= whole;
  }
  yield { bytes: Buffer.concat(held, heldBytes), last: true };
}

async function readHeader(sealed: AsyncIterable<Uint8Array>): Promise<{
  header: Uint8Array;
  rest: () => AsyncGenerator<Uint8Array>;
  close: () => Promise<void>;
}> {
  const reading = sealed[Symbol.asyncIterator]();
  const close = async () => void (await reading.return?.());
  let head = Buffer.alloc(0);
  for (;;) {
    const mac = head.indexOf("\n--- ");
    const end = mac < 0 ? -1 : head.indexOf("\n", mac + 1);
    if (end >= 0) {
      const header = new Uint8Array(head.subarray(0, end + 1));
      const after = head.subarray(end + 1);
      return { header, rest: () => goOn(after, reading), close };
    }
    if (head.length > headerMostBytes) {
      await close();
      throw formFault("a header without an end");
    }
    const { value, done } = await reading.next();
    if (done === true) throw formFault("the file ends in its header");
    head = Buffer.concat([head, value]);
  }
}

async function* goOn(
  first: Uint8Array,
  reading: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (;;) {
      const { value, done } = await reading.next();
      if (done === true) return;
      yield value;
    }
  } finally {
    await reading.return?.();
  }
}

async function take(
  source: AsyncGenerator<Uint8Array>,
  bytes: number,
): Promise<{ taken: Uint8Array; rest: () => AsyncGenerator<Uint8Array> }> {
  let head = Buffer.alloc(0);
  while (head.length < bytes) {
    const { value, done } = await source.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  return { taken: head.subarray(0, bytes), rest: () => goOn(head.subarray(bytes), source) };
}

async function openHeader(secrets: readonly string[], header: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const secret of secrets) decrypter.addIdentity(secret);
  try {
    return await decrypter.decryptHeader(header);
  } catch (cause) {
    const noKey = cause instanceof Error && cause.message.startsWith("no identity matched");
    throw new Fault("damaged", noKey ? "age_key" : "age_form", {
      cause,
      hint: noKey ? "this key does not open the copy" : "this is no age file, or it was changed",
    });
  }
}

function formFault(hint: string): Fault {
  return new Fault("damaged", "age_form", { hint });
}

/** A small thing sealed in memory: keys, lists of a few lines. */
export async function sealText(recipients: readonly string[], text: string): Promise<Uint8Array> {
  const sealing = await openSealing(recipients);
  const parts: Uint8Array[] = [];
  for await (const part of sealing.seal(once(Buffer.from(text)))) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

export async function unsealText(
  secrets: readonly string[],
  sealed: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of unseal(secrets, sealed)) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Fault("damaged", "file_too_large", { hint: "a sealed text" });
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Bytes at hand, read like a stream. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
