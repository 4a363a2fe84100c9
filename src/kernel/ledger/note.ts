import { limits } from "../../contract/limits.ts";
import { concat, fromBase64, fromHex, sameBytes, toBase64, toHex, utf8 } from "../bytes.ts";
import type { Sha256 } from "./hash.ts";

/** Ed25519 verification (RFC 8032), handed in. False for keys and signatures of a wrong length. */
export type VerifySignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

export interface Crypto {
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
}

/** C2SP signed note: the type byte of plain Ed25519 signatures. */
const ed25519 = 0x01;

export interface VerifierKey {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  readonly publicKey: Uint8Array;
}

/** `name`: not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.length <= 255 && name.isWellFormed() && /^[^\s+\p{Cc}\p{Z}]+$/u.test(name);
}

/** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), first four bytes. */
export function keyIdOf(name: string, publicKey: Uint8Array, sha256: Sha256): string {
  const input = concat(utf8(name), Uint8Array.of(0x0a, ed25519), publicKey);
  return toHex(sha256(input).subarray(0, 4));
}

export function verifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): VerifierKey {
  if (!isKeyName(name) || publicKey.length !== 32) throw new RangeError("odd verifier key");
  return { name, keyId: keyIdOf(name, publicKey, sha256), publicKey };
}

/** `<name>+<key id>+<base64 of type and key>`, on one line without its end. */
export function printVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyId}+${toBase64(concat(Uint8Array.of(ed25519), key.publicKey))}`;
}

/** Reads a verifier key; undefined unless name, key id and key agree and it prints back the same. */
export function parseVerifierKey(text: string, sha256: Sha256): VerifierKey | undefined {
  if (text.length > 400) return undefined;
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  const [, name = "", keyId = "", encoded = ""] = match ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ed25519 || !isKeyName(name)) return undefined;
  const key = { name, keyId, publicKey: bytes.subarray(1) };
  return keyIdOf(name, key.publicKey, sha256) === keyId ? key : undefined;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  /** Without the four bytes of the key id. */
  readonly signature: Uint8Array;
}

export interface Note {
  /** What was signed; it ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const signaturesMost = 64;

/** Reads a note's form (C2SP signed-note); undefined unless it prints back to the same text. */
export function parseNote(note: string): Note | undefined {
  if (note.length > limits.noteBytes || !note.isWellFormed()) return undefined;
  // oxlint-disable-next-line no-control-regex -- the format bans exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return undefined;
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return undefined;
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > signaturesMost) return undefined;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  if (signatures.length !== lines.length) return undefined;
  const parsed = { text: note.slice(0, split + 1), signatures };
  return printNote(parsed) === note ? parsed : undefined;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name = "", encoded = "", ...rest] = line.split(" ");
  const bytes = fromBase64(encoded);
  if (dash !== "—" || rest.length > 0 || !isKeyName(name)) return undefined;
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

export function printNote(note: Note): string {
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    const id = fromHex(keyId);
    if (id?.length !== 4) throw new RangeError("a key id has 8 hexadecimal digits");
    return `— ${name} ${toBase64(concat(id, signature))}\n`;
  });
  return `${note.text}\n${lines.join("")}`;
}

/** Signs `text` (which ends with a newline) and prints the note. */
export function signNote(
  text: string,
  key: VerifierKey,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  if (!text.endsWith("\n")) throw new RangeError("a note's text ends with a newline");
  const signature = { name: key.name, keyId: key.keyId, signature: sign(utf8(text)) };
  return printNote({ text, signatures: [signature] });
}

/**
 * True when this key signed the note. Signatures of other keys are ignored, a false one that
 * claims to be this key's refuses the whole note.
 */
export function isSignedBy(note: Note, key: VerifierKey, crypto: Crypto): boolean {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const message = utf8(note.text);
  return (
    own.length > 0 &&
    own.every(({ signature }) => crypto.verifySignature(key.publicKey, message, signature))
  );
}

export function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && a.keyId === b.keyId && sameBytes(a.publicKey, b.publicKey);
}
