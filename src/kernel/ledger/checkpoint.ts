import { fromBase64, toBase64 } from "../bytes.ts";
import { type Crypto, isSignedBy, parseNote, type VerifierKey } from "./note.ts";

/** C2SP tlog-checkpoint: the root of the tree at a size, said by the log named `origin`. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Our ledgers' origin, and the name of their key. */
export function originOf(siteId: string): string {
  return `liuhen/${siteId}`;
}

/** The three lines of a checkpoint, ready to be signed. */
export function printCheckpoint(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

/** Reads a checkpoint's text; undefined unless its first three lines print back the same. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith("\n")) return undefined;
  const lines = text.slice(0, -1).split("\n");
  const [origin = "", size = "", encoded = ""] = lines;
  const root = fromBase64(encoded);
  if (lines.length < 3 || lines.includes("") || root?.length !== 32) return undefined;
  if (!/^(?:0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  const checkpoint = { origin, size: Number(size), root };
  return text.startsWith(printCheckpoint(checkpoint)) ? checkpoint : undefined;
}

/** Why a signed checkpoint is not to be believed. */
export type CheckpointFault =
  | "checkpoint-form"
  | "checkpoint-unsigned"
  | "checkpoint-signature"
  | "checkpoint-origin";

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly fault: CheckpointFault };

/** Opens a signed checkpoint: form, a signature of `key`, and the origin that `key` speaks for. */
export function openCheckpoint(note: string, key: VerifierKey, crypto: Crypto): OpenedCheckpoint {
  const parsed = parseNote(note);
  if (parsed === undefined) return { ok: false, fault: "checkpoint-form" };
  const checkpoint = parseCheckpoint(parsed.text);
  if (checkpoint === undefined) return { ok: false, fault: "checkpoint-form" };
  const known = parsed.signatures.some((by) => by.name === key.name && by.keyId === key.keyId);
  if (!known) return { ok: false, fault: "checkpoint-unsigned" };
  if (!isSignedBy(parsed, key, crypto)) return { ok: false, fault: "checkpoint-signature" };
  if (checkpoint.origin !== key.name) return { ok: false, fault: "checkpoint-origin" };
  return { ok: true, checkpoint };
}
