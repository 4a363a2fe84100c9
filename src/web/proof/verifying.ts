import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { EntryProof } from "../../contract/routes/ledger.ts";
import type { SegmentProof } from "../../contract/routes/recording.ts";
import type { Crypto } from "../../kernel/ledger/note.ts";
import { verifyEntry, verifySegment, type ProofStep } from "../../kernel/ledger/verify-proof.ts";
import { toHex } from "../../kernel/bytes.ts";
import { recall, remember } from "../look/remember.ts";
import type { ShownStep } from "../words/states.ts";

/** The same checks the house signs by, with hashes computed here: plain HTTP pages have no other. */
export const browserCrypto: Crypto = {
  sha256: (bytes) => sha256(bytes),
  verifySignature: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};

const keyStore = "liuhen.verifier-key";

export const segmentSteps = [
  "bytes",
  "record",
  "round",
  "published",
  "key",
  "signature",
  "inclusion",
  "entry",
] as const satisfies readonly ShownStep[];
export const entrySteps = [
  "key",
  "signature",
  "inclusion",
  "personal",
] as const satisfies readonly ShownStep[];

const shownAs: Record<ProofStep, ShownStep> = {
  "record-form": "record",
  "record-segment": "record",
  "record-bytes": "record",
  "round-path": "round",
  "not-published": "published",
  "verifier-key": "key",
  "trusted-key": "key",
  "checkpoint-form": "signature",
  "checkpoint-origin": "signature",
  "checkpoint-unsigned": "signature",
  "checkpoint-signature": "signature",
  "leaf-form": "inclusion",
  "leaf-inclusion": "inclusion",
  "personal-digest": "personal",
  "round-entry": "entry",
  "round-root": "entry",
};

export type StepState = "pending" | "running" | "passed" | "failed";
export interface Checked {
  readonly sealed: boolean;
  readonly fault: ProofStep | undefined;
  readonly steps: readonly { readonly step: ShownStep; readonly state: StepState }[];
}

/** Steps before the failed one passed; those after it were not reached. */
export function checkedSteps(order: readonly ShownStep[], fault: ProofStep | undefined): Checked {
  const failedAt = fault === undefined ? order.length : Math.max(0, order.indexOf(shownAs[fault]));
  const steps = order.map((step, at) => {
    const state: StepState =
      at < failedAt
        ? "passed"
        : at > failedAt
          ? "pending"
          : fault === "not-published"
            ? "pending"
            : "failed";
    return { step, state };
  });
  return { sealed: fault === undefined, fault, steps };
}

function known(): { readonly trustedKey?: string } {
  const trustedKey = recall(keyStore);
  return trustedKey === null ? {} : { trustedKey };
}

/** `segmentId` is the one asked for: a true proof of another segment proves nothing here. */
export function checkSegment(proof: SegmentProof, segmentId: string, bytesSha256: string): Checked {
  if (proof.segmentId !== segmentId) return checkedSteps(segmentSteps, "record-segment");
  const verdict = verifySegment(proof, browserCrypto, { ...known(), bytesSha256 });
  if (verdict.ok) remember(keyStore, proof.verifierKey);
  return checkedSteps(segmentSteps, verdict.ok ? undefined : verdict.step);
}

export function checkEntry(proof: EntryProof, entryId: string): Checked {
  const verdict = verifyEntry(proof, browserCrypto, known());
  if (!verdict.ok) return checkedSteps(entrySteps, verdict.step);
  if (verdict.value.leaf.id !== entryId) return checkedSteps(entrySteps, "leaf-form");
  remember(keyStore, proof.verifierKey);
  return checkedSteps(entrySteps, undefined);
}

/** Digest of a response's body as it arrives; `onBytes` hears the count so far. */
export async function digestOf(
  response: Response,
  onBytes: (doneBytes: number) => void,
): Promise<string> {
  const hash = sha256.create();
  const reader = response.body?.getReader();
  if (reader === undefined) return toHex(sha256(new Uint8Array(await response.arrayBuffer())));
  for (let doneBytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return toHex(hash.digest());
    hash.update(value);
    doneBytes += value.length;
    onBytes(doneBytes);
  }
}
