import { ExportedEntry } from "../../contract/entries.ts";
import { PackageInclusion, type PackageCheck, packagePaths } from "../../contract/package.ts";

import { verifyEntry } from "../ledger/verify-proof.ts";
import { toHex } from "../bytes.ts";
import {
  type ManifestLine,
  bagDeclaration,
  collisionKey,
  isBagPath,
  parseManifest,
  parsePublicPem,
} from "./bag.ts";
import { type PackageFiles, readWhole } from "./package-files.ts";
import {
  type CheckedPart,
  type Found,
  type Gathered,
  type Verifying,
  digestOf,
  no,
  readLines,
  readText,
  textBytesMost,
  yes,
} from "./package-reading.ts";
import { checkEvidence } from "./verify-evidence.ts";
import { openLedgerHead } from "./ledger-head.ts";
import { checkStretch } from "./verify-stretch.ts";
import { checkMade, checkMedia, checkPieces } from "./verify-pieces.ts";

/**
 * Checks a package offline, part by part, each going on as far as it can: the bag, the signature, every
 * file, and then what the files prove — entries in the signed ledger, records in their rounds, media
 * byte for byte. `files` are named from the bag's folder.
 */
export async function* verifyPackage(of: Verifying): AsyncGenerator<CheckedPart> {
  const gathered: Gathered = { digests: new Map(), entries: [], records: new Map() };
  const steps: readonly [PackageCheck, () => Promise<Found>][] = [
    ["form", () => checkForm(of)],
    ["tag-files", () => checkDigests(of, gathered, packagePaths.tagManifest)],
    ["signature", () => checkSignature(of)],
    ["listed", () => checkListed(of)],
    ["payload", () => checkDigests(of, gathered, packagePaths.manifest)],
    ["checkpoint", () => checkCheckpoint(of)],
    ["entries", () => checkEntries(of, gathered)],
    ["key", () => checkKey(of, gathered)],
    ["stretch", () => checkStretch(of)],
    ["evidence", () => checkEvidence(of, gathered)],
    ["pieces", () => checkPieces(of, gathered)],
    ["media", () => checkMedia(of, gathered)],
    ["made", () => checkMade(of, gathered)],
  ];
  for (const [check, run] of steps) yield { check, ...(await run()) };
}

async function checkForm({ files }: Verifying): Promise<Found> {
  const declared = await readText(files, packagePaths.declaration);
  if (declared !== bagDeclaration) return no("not-a-bag", packagePaths.declaration);
  const seen = new Set<string>();
  for (const path of files.sizes.keys()) {
    if (!isBagPath(path) || seen.has(collisionKey(path))) return no("name-refused", path);
    seen.add(collisionKey(path));
  }
  return yes(files.sizes.size);
}

/** Every line of a manifest against its file. */
async function checkDigests(of: Verifying, gathered: Gathered, manifest: string): Promise<Found> {
  const lines = await readManifest(of.files, manifest);
  if (lines === undefined) return no("manifest-form", manifest);
  for (const { path, sha256 } of lines) {
    if (!of.files.sizes.has(path)) return no("file-missing", path);
    const digest = await digestOf(of, path);
    gathered.digests.set(path, digest);
    if (digest !== sha256) return no("file-differs", path, lines.length);
  }
  return yes(lines.length);
}

async function checkSignature({ files, crypto }: Verifying): Promise<Found> {
  const key = parsePublicPem((await readText(files, packagePaths.publicKey)) ?? "");
  if (key === undefined) return no("key-form", packagePaths.publicKey);
  const message = await readWhole(files, packagePaths.tagManifest, textBytesMost);
  const signature = await readWhole(files, packagePaths.signature, 64);
  if (signature?.length !== 64) return no("signature-form", packagePaths.signature);
  return message !== undefined && crypto.verifySignature(key, message, signature)
    ? yes(1)
    : no("signature-false", packagePaths.tagManifest);
}

/** Nothing added, nothing taken away, and what has to be listed is. */
async function checkListed({ files }: Verifying): Promise<Found> {
  const payload = await readManifest(files, packagePaths.manifest);
  const tags = await readManifest(files, packagePaths.tagManifest);
  if (payload === undefined) return no("manifest-form", packagePaths.manifest);
  if (tags === undefined) return no("manifest-form", packagePaths.tagManifest);
  const listed = new Set([...payload, ...tags].map(({ path }) => path));
  const unlisted = new Set<string>([packagePaths.tagManifest, packagePaths.signature]);
  const needed = [packagePaths.declaration, packagePaths.info, packagePaths.manifest];
  for (const path of [...needed, packagePaths.publicKey, packagePaths.description])
    if (!listed.has(path)) return no("file-missing", path);
  for (const path of files.sizes.keys())
    if (!listed.has(path) && !unlisted.has(path)) return no("file-added", path);
  for (const { path } of payload) if (!path.startsWith("data/")) return no("manifest-form", path);
  return yes(listed.size);
}

async function checkCheckpoint(of: Verifying): Promise<Found> {
  const opened = await openLedgerHead(of);
  return "fault" in opened ? no(opened.fault, opened.about) : yes(1);
}

async function checkEntries(of: Verifying, gathered: Gathered): Promise<Found> {
  const head = await openLedgerHead(of);
  if ("fault" in head) return no(head.fault, head.about);
  const entries = await readLines(of.files, packagePaths.entries);
  const paths = await readLines(of.files, packagePaths.inclusion);
  if (entries === undefined) return no("file-missing", packagePaths.entries);
  if (paths === undefined) return no("file-missing", packagePaths.inclusion);
  for (const [at, value] of entries.entries()) {
    const entry = ExportedEntry.safeParse(value).data;
    if (entry === undefined) return no("entry-false", `${packagePaths.entries}: ${at + 1}`);
    const stated = PackageInclusion.safeParse(paths[at]).data;
    if (stated?.index !== entry.index) return no("inclusion-false", `#${entry.index}`);
    const verdict = verifyEntry(
      {
        ...entry,
        inclusion: stated.inclusion,
        checkpoint: head.note,
        verifierKey: head.verifierKey,
      },
      of.crypto,
    );
    if (!verdict.ok) {
      // A path that does not lead to the root: either the entry or its path was edited.
      const path = verdict.step === "leaf-inclusion" ? "inclusion-false" : "entry-false";
      return no(path, `#${entry.index} ${verdict.step}`);
    }
    gathered.entries.push(verdict.value);
  }
  return yes(entries.length);
}

/** The key that signed the package is one this house entered in its ledger. */
async function checkKey({ files }: Verifying, gathered: Gathered): Promise<Found> {
  const key = parsePublicPem((await readText(files, packagePaths.publicKey)) ?? "");
  if (key === undefined) return no("key-form", packagePaths.publicKey);
  const certified = gathered.entries.some(
    ({ leaf }) => leaf.kind === "export.key-made@1" && leaf.body["publicKey"] === toHex(key),
  );
  return certified ? yes(1) : no("key-unknown", packagePaths.publicKey);
}

async function readManifest(
  files: PackageFiles,
  path: string,
): Promise<ManifestLine[] | undefined> {
  const text = await readText(files, path);
  return text === undefined ? undefined : parseManifest(text);
}
