import { type PackageDescription, packagePaths } from "../../contract/package.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { toBase64, utf8 } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { oneLine, printManifest } from "../../kernel/package/bag.ts";
import { readShippedVerifier } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { type LedgerStretch, stretches } from "../ledger/index.ts";
import { BagWriter, type ProofTexts, openPackageKey, toldPersonal } from "../packing/index.ts";
import type { Gathering } from "./gather-evidence.ts";
import { packName } from "./pack-name.ts";
import { type Staged, type Staging, stagedBytes } from "./staging.ts";

export interface Packing extends Gathering {
  /** What was drawn. */
  readonly evidence: readonly Staged[];
  readonly sums: string;
  readonly proof: ProofTexts;
  readonly stretch: LedgerStretch;
  /** Size of the checkpoint in `proof`. */
  readonly head: number;
  readonly staging: Staging;
}

/** `data/evidence/SHA256SUMS`, as `sha256sum -c` reads it in that folder. */
export function sumsOf(evidence: readonly Staged[]): string {
  return printManifest(evidence.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
}

/** Everything into the bag, then its seal; yields after each bounded step, and gives the seal's digest. */
export async function* fillBag(
  house: House,
  bag: BagWriter,
  of: Packing,
): AsyncGenerator<number, string> {
  for (const staged of of.evidence)
    await bag.add(
      `${packagePaths.evidence}${staged.path}`,
      staged.sizeBytes,
      await stagedBytes(staged),
    );
  await bag.addText(packagePaths.evidenceSums, of.sums);
  yield 1;
  for (const [path, text] of of.proof) await bag.addText(path, text);
  yield* addStretch(house, bag, of);
  await bag.addText(packagePaths.pieces, "");
  await bag.addText(packagePaths.description, describe(house, of));
  await bag.addText(packagePaths.readme, readme(house, of));
  const verifier = await readShippedVerifier();
  if (verifier !== undefined) await bag.addBytes(packagePaths.verifier, verifier);
  const { key } = await openPackageKey(house);
  const manifestSha256 = await bag.seal(key, [
    ["Source-Organization", oneLine(of.institution)],
    ["External-Identifier", of.row.pack_id],
    ["Bagging-Date", dayOf(house, house.clock.now())],
    ["Bag-Software-Agent", "Liuhen"],
  ]);
  yield 1;
  return manifestSha256;
}

/** The entries of the period: as rows say, beside the hashes as the tiles say. */
async function* addStretch(house: House, bag: BagWriter, of: Packing): AsyncGenerator<number> {
  const { stretch, row } = of;
  const proof = await stretches.prove(house, stretch, of.head);
  const stated = {
    version: 1,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    before: stretch.before,
    after: stretch.after,
    edge: proof.edge.map(toBase64),
    beforeToHead: proof.beforeToHead.map(toBase64),
    afterToHead: proof.afterToHead.map(toBase64),
  };
  await bag.addText(packagePaths.stretch, `${canonicalJson(stated)}\n`);
  const sizeBytes = (stretch.to - stretch.from) * 32;
  await bag.add(packagePaths.stretchHashes, sizeBytes, stretches.hashes(house, stretch));
  const file = await of.staging.grow(packagePaths.stretchEntries);
  const reader = { accountId: row.account_id, role: row.role };
  for await (const entries of stretches.entries(house, reader, stretch)) {
    const lines = entries.map((entry) =>
      canonicalJson({ ...entry, personal: toldPersonal(entry.personal) }),
    );
    await file.append(utf8(lines.map((line) => `${line}\n`).join("")));
    yield 1;
  }
  const staged = await file.end();
  await bag.add(packagePaths.stretchEntries, staged.sizeBytes, await stagedBytes(staged));
}

function describe(house: House, { row, institution }: Packing): string {
  const description: PackageDescription = {
    version: 1,
    exportId: row.pack_id,
    requestId: row.pack_id,
    siteId: house.siteId,
    serial: packName(house, row),
    form: "evidence",
    institution,
    madeAtMs: house.clock.now(),
    operation: "evidence",
    purpose: row.reason,
    unit: "",
    requester: row.asked_by,
    lessons: [],
    span: { startMs: row.from_ms, endMs: row.to_ms },
    returnDueMs: null,
    gaps: [],
    made: [],
  };
  return `${canonicalJson(description)}\n`;
}

const dayOf = (house: House, atMs: number) => localTime(atMs, house.config.timeZone).date;

function readme(house: House, of: Packing): string {
  return filled(readShippedText(import.meta.url, "templates/README.txt"), {
    institution: oneLine(of.institution),
    from: dayOf(house, of.row.from_ms),
    to: dayOf(house, of.row.to_ms - 1),
    askedBy: oneLine(of.row.asked_by),
    reason: oneLine(of.row.reason),
    madeAt: dayOf(house, house.clock.now()),
    entries: of.stretch.to - of.stretch.from,
    first: of.stretch.from,
    last: of.stretch.to - 1,
    verifierKey: (of.proof.get(packagePaths.verifierKey) ?? "").trim(),
  });
}
