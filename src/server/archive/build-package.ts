import { type PackageDescription, packagePaths } from "../../contract/package.ts";
import { Fault } from "../../contract/faults.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { failedChecks } from "../../kernel/archive/four-properties.ts";
import { reportText } from "../../kernel/archive/metadata.ts";
import { fileName } from "../../kernel/export/package-names.ts";
import { localTime } from "../../kernel/local-time.ts";
import { oneLine } from "../../kernel/package/bag.ts";
import { openExportFiles, readShippedVerifier } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { joinPath, openWriteOnceFiles } from "../../platform/vault-files.ts";
import { limits } from "../../contract/limits.ts";
import { openZipWriter } from "../../platform/zip-writer.ts";
import { historyOf } from "../ledger/index.ts";
import {
  BagWriter,
  type ProofTexts,
  type ProvedThing,
  openPackageKey,
  placePieces,
  proveAll,
} from "../packing/index.ts";
import { site } from "../places/index.ts";
import { kept } from "../vault/index.ts";
import type { ArchivedRow } from "./archive.store.ts";
import { metadataXml } from "./describe-item.ts";
import type { Examined } from "./examine-item.ts";
import type { ArchivePorts } from "./ports.ts";
import { reportSheet } from "./report-sheet.ts";

/** The name of a package's bytes in its folder. */
export const storedName = "package.zip";

export interface Packing {
  readonly row: ArchivedRow & { readonly year: number };
  readonly confirmedBy: string;
  readonly examined: Examined;
  readonly ports: Pick<ArchivePorts, "typeset">;
}

export interface Packed {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly manifestSha256: string;
}

/** Entries, paths and checkpoint for one item; undefined while the newest is not signed yet. */
export async function proofOf(
  house: House,
  row: ArchivedRow,
  examined: Examined,
): Promise<ProofTexts | undefined> {
  const ids: string[] = [(await openPackageKey(house)).entryId];
  const about = [
    ...(await historyOf(house, row.item_id, { most: 200 })),
    ...(await historyOf(house, row.campaign_id, { kinds: ["archive.confirmed@1"], most: 1 })),
  ];
  ids.push(...about.toReversed().map((entry) => entry.entryId));
  const { segments, gaps } = examined.things;
  for (const roundId of new Set([...segments, ...gaps].map((one) => one.roundId))) {
    const kinds = ["vault.round-taken@1"] as const;
    const [round] = await historyOf(house, roundId, { kinds, most: 1 });
    if (round !== undefined) ids.push(round.entryId);
  }
  return proveAll(house, [...new Set(ids)]);
}

/**
 * One item as a package (BagIt): originals byte for byte, sealed records, manifests, its description,
 * the report on its four properties and the proof. What an earlier attempt left is gone first.
 */
export async function buildPackage(house: House, of: Packing, proof: ProofTexts): Promise<Packed> {
  const folder = await openExportFiles(house.paths.archive).fresh(of.row.item_id);
  const zip = await openZipWriter(joinPath(folder, storedName), async (plain) => plain);
  try {
    const bag = new BagWriter(zip, `AIP-${of.row.line.number}`);
    const things = await addThings(house, of, bag);
    for (const [path, text] of proof) await bag.addText(path, text);
    await bag.addText(packagePaths.pieces, await placePieces(house, things));
    await addArchive(house, of, bag);
    const read = await site.read(house);
    const institution = read.ok ? read.value.name : "";
    await bag.addText(packagePaths.description, describePackage(house, of, institution));
    const verifierKey = (proof.get(packagePaths.verifierKey) ?? "").trim();
    await bag.addText(packagePaths.readme, readme(house, of, { institution, verifierKey }));
    const verifier = await readShippedVerifier();
    if (verifier !== undefined) await bag.addBytes(packagePaths.verifier, verifier);
    const { key } = await openPackageKey(house);
    const manifestSha256 = await bag.seal(key, [
      ["Source-Organization", oneLine(institution)],
      ["External-Identifier", of.row.line.number],
      ["Bagging-Date", dayOf(house)],
      ["Bag-Software-Agent", "Liuhen"],
      ["Bag-Group-Identifier", `${of.row.year}`],
    ]);
    return { ...(await zip.finish()), manifestSha256 };
  } catch (cause) {
    await zip.abandon();
    throw cause;
  }
}

const dayOf = (house: House) => localTime(house.clock.now(), house.config.timeZone).date;

async function addThings(house: House, of: Packing, bag: BagWriter): Promise<ProvedThing[]> {
  const { segments, gaps } = of.examined.things;
  const things: ProvedThing[] = [];
  for (const segment of segments) {
    const { record, recordText, vaultPath, roundId, leafIndex } = segment;
    const name = fileName(vaultPath);
    const path = `${packagePaths.media}${record.label}/${name}`;
    const recordPath = `${packagePaths.records}${name.replace(/\.mp4$/, ".segment.json")}`;
    const whole = { startByte: 0, endByte: record.sizeBytes };
    const written = await bag.add(path, record.sizeBytes, kept.bytes(house, segment, whole));
    if (written.sha256 !== record.sha256)
      throw new Fault("damaged", "original_changed", { hint: record.segmentId });
    await bag.addText(recordPath, recordText);
    const media = { path, fragments: null };
    things.push({ id: record.segmentId, record: recordPath, roundId, leafIndex, media });
  }
  for (const { record, recordText, vaultPath, roundId, leafIndex } of gaps) {
    const path = `${packagePaths.records}${fileName(vaultPath)}`;
    await bag.addText(path, recordText);
    things.push({ id: record.gapId, record: path, roundId, leafIndex, media: null });
  }
  return things;
}

/** Description, report and manifests: what an archive reads without any software of ours. */
async function addArchive(house: House, of: Packing, bag: BagWriter): Promise<void> {
  const { metadata, report, manifests } = of.examined;
  const root = packagePaths.archive;
  await bag.addText(`${root}metadata.xml`, metadataXml(metadata));
  await bag.addText(`${root}metadata.json`, `${canonicalJson(metadata)}\n`);
  await bag.addText(`${root}four-properties.json`, `${canonicalJson(report)}\n`);
  await bag.addText(`${root}four-properties.txt`, reportText(report));
  const sheet = reportSheet(house, { report, accepted: of.row.accepted });
  const pdf = await of.ports.typeset(house, sheet, of.confirmedBy);
  await bag.addBytes(`${root}four-properties.pdf`, pdf);
  const files = openWriteOnceFiles(house.paths.vault);
  for (const path of manifests) {
    const text = await files.readText(path, limits.manifestBytes);
    if (text !== undefined) await bag.addText(`${root}manifest/${fileName(path)}`, text);
  }
  const { accepted } = of.row;
  if (accepted !== null) {
    const failed = failedChecks(report);
    await bag.addText(`${root}accepted.json`, `${canonicalJson({ failed, reason: accepted })}\n`);
  }
}

function describePackage(house: House, of: Packing, institution: string): string {
  const { line, campaign_id: campaignId, item_id: itemId, home_id: homeId } = of.row;
  const description: PackageDescription = {
    version: 1,
    exportId: itemId,
    requestId: campaignId,
    siteId: house.siteId,
    serial: line.number,
    form: "archive",
    institution,
    madeAtMs: house.clock.now(),
    operation: "archive",
    purpose: null,
    unit: "",
    requester: of.confirmedBy,
    lessons: homeId === null ? [] : [{ lessonId: homeId, officialName: line.name }],
    span: null,
    returnDueMs: null,
    gaps: of.examined.things.gaps.map(({ record, vaultPath }) => ({
      label: record.label,
      startMs: record.startMs,
      endMs: record.endMs,
      cause: record.cause,
      record: `${packagePaths.records}${fileName(vaultPath)}`,
    })),
    made: [],
  };
  return `${canonicalJson(description)}\n`;
}

function readme(
  house: House,
  of: Packing,
  told: { readonly institution: string; readonly verifierKey: string },
): string {
  const values = new Map([
    ["number", of.row.line.number],
    ["name", of.row.line.name],
    ["madeAt", dayOf(house)],
    ["year", `${of.row.year}`],
    ...Object.entries(told),
  ]);
  const template = readShippedText(import.meta.url, "templates/README.txt");
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    oneLine(values.get(name) ?? ""),
  );
}
