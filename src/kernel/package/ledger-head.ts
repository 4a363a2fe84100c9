import { packagePaths } from "../../contract/package.ts";
import { type Checkpoint, openCheckpoint } from "../ledger/checkpoint.ts";
import { type VerifierKey, parseVerifierKey, sameKey } from "../ledger/note.ts";
import { type FalseThing, type Verifying, readText } from "./package-reading.ts";

export interface LedgerHead {
  readonly checkpoint: Checkpoint;
  readonly note: string;
  readonly key: VerifierKey;
  readonly verifierKey: string;
}

/** Key and checkpoint of the ledger as the package brings them. */
export async function openLedgerHead(of: Verifying): Promise<LedgerHead | FalseThing> {
  const verifierKey = ((await readText(of.files, packagePaths.verifierKey)) ?? "").trim();
  const key = parseVerifierKey(verifierKey, of.crypto.sha256);
  if (key === undefined) return { fault: "key-form", about: packagePaths.verifierKey };
  const trusted =
    of.trustedKey === undefined ? key : parseVerifierKey(of.trustedKey, of.crypto.sha256);
  if (trusted === undefined || !sameKey(trusted, key))
    return { fault: "key-foreign", about: packagePaths.verifierKey };
  const note = (await readText(of.files, packagePaths.checkpoint)) ?? "";
  const opened = openCheckpoint(note, key, of.crypto);
  return opened.ok
    ? { checkpoint: opened.checkpoint, note, key, verifierKey }
    : { fault: "checkpoint-false", about: `${packagePaths.checkpoint}: ${opened.fault}` };
}
