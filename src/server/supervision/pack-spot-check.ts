import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type PackageDescription, packagePaths } from "../../contract/package.ts";
import type { SpotCheck } from "../../contract/supervision.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { localTime } from "../../kernel/local-time.ts";
import { oneLine } from "../../kernel/package/bag.ts";
import { populationText } from "../../kernel/supervision/draw-sample.ts";
import { openExportFiles, readShippedVerifier } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { asTier } from "../../platform/tiers.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { openZipWriter } from "../../platform/zip-writer.ts";
import { act, historyOf } from "../ledger/index.ts";
import { BagWriter, type ProofTexts, openPackageKey, proveAll } from "../packing/index.ts";
import { site } from "../places/index.ts";
import type { Typeset } from "./print-self-check.ts";
import { spotCheckSheet } from "./print-spot-check.ts";
import { readSpotCheck } from "./read-spot-checks.ts";
import { selectPopulation } from "./supervision.store.ts";

const root = "data/spot-check/";
const packName = "pack.zip";

/**
 * The evidence pack of a spot check (S0-18.3): population, seed, sample, notes, report and the ledger's
 * proofs as one signed bag, checked offline like every package of the house.
 */
export async function packSpotCheck(
  house: House,
  actor: PersonActor,
  ask: { readonly checkId: string; readonly typeset: Typeset },
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const read = await readSpotCheck(house, actor, ask.checkId);
  if (!read.ok) return read;
  const check = read.value;
  const proof = await proofOf(house, check);
  if (proof === undefined) return refused("pack_not_ready");
  const population = await asTier(house, actor, (db) => selectPopulation(db, check.checkId));
  const files = openExportFiles(joinPath(house.paths.run, "packs"));
  const packId = house.newId();
  try {
    const folder = await files.fresh(packId);
    const made = await write(house, joinPath(folder, packName), {
      check,
      proof,
      printedBy: actor.name,
      population: populationText(population),
      typeset: ask.typeset,
    });
    const bytes = await whole(
      files.read(packId, packName, { startByte: 0, endByte: made.sizeBytes }),
    );
    const fileName = `${bagName(check)}.zip`;
    return await act(house, actor, "supervision.exported@1", async () =>
      granted({
        value: { bytes, fileName },
        subject: { type: "spot-check", id: check.checkId },
        body: {
          what: "spot-check-pack",
          of: check.checkId,
          form: "zip",
          fileSha256: made.sha256,
        },
      }),
    );
  } finally {
    await files.remove(packId);
  }
}

/** Every entry about the check, and the one that names the key; undefined while one is not signed yet. */
async function proofOf(house: House, check: SpotCheck): Promise<ProofTexts | undefined> {
  const about = await historyOf(house, check.checkId, {
    kinds: ["spot-check.drawn@1", "spot-check.noted@1", "spot-check.finished@1"],
    most: limits.pageRows * 10,
  });
  const key = await openPackageKey(house);
  const ids = [key.entryId, ...about.toReversed().map((entry) => entry.entryId)];
  return proveAll(house, [...new Set(ids)]);
}

interface Writing {
  readonly check: SpotCheck;
  readonly proof: ProofTexts;
  readonly printedBy: string;
  readonly population: string;
  readonly typeset: Typeset;
}

async function write(house: House, path: string, of: Writing) {
  const { check, proof } = of;
  const zip = await openZipWriter(path, async (plain) => plain);
  try {
    const bag = new BagWriter(zip, bagName(check));
    const day = localTime(house.clock.now(), house.config.timeZone).date;
    const read = await site.read(house);
    const institution = read.ok ? read.value.name : "";
    await bag.addText(`${root}population.txt`, of.population);
    await bag.addText(`${root}sample.json`, `${canonicalJson(toldOf(check))}\n`);
    const pdf = await of.typeset(house, spotCheckSheet(house, check), of.printedBy);
    await bag.addBytes(`${root}report.pdf`, pdf);
    for (const [name, text] of proof) await bag.addText(name, text);
    await bag.addText(packagePaths.pieces, "");
    await bag.addText(packagePaths.description, describe(house, check, institution));
    const verifierKey = (proof.get(packagePaths.verifierKey) ?? "").trim();
    await bag.addText(packagePaths.readme, readme(check, { madeAt: day, verifierKey }));
    const verifier = await readShippedVerifier();
    if (verifier !== undefined) await bag.addBytes(packagePaths.verifier, verifier);
    const { key } = await openPackageKey(house);
    await bag.seal(key, [
      ["Source-Organization", oneLine(institution)],
      ["External-Identifier", check.checkId],
      ["Bagging-Date", day],
      ["Bag-Software-Agent", "Liuhen"],
    ]);
    return await zip.finish();
  } catch (cause) {
    await zip.abandon();
    throw cause;
  }
}

const bagName = (check: SpotCheck) => `spot-check-${check.quarter}-${check.checkId.slice(-8)}`;

/** For machines: everything but the drawing of the signature, whose digest stands in the ledger. */
function toldOf(check: SpotCheck) {
  const { strokes: _, mine: __, ...told } = check;
  return told;
}

function describe(house: House, check: SpotCheck, institution: string): string {
  const description: PackageDescription = {
    version: 1,
    exportId: check.checkId,
    requestId: check.checkId,
    siteId: house.siteId,
    serial: bagName(check),
    form: "package",
    institution,
    madeAtMs: house.clock.now(),
    operation: "spot-check",
    purpose: null,
    unit: check.unit,
    requester: check.inspector,
    lessons: [],
    span: { startMs: check.fromMs, endMs: check.toMs },
    returnDueMs: null,
    gaps: [],
    made: [],
  };
  return `${canonicalJson(description)}\n`;
}

function readme(
  check: SpotCheck,
  told: { readonly madeAt: string; readonly verifierKey: string },
): string {
  const values = new Map([
    ["quarter", check.quarter],
    ["inspector", check.inspector],
    ["seed", check.seed],
    ["size", String(check.size)],
    ...Object.entries(told),
  ]);
  const template = readShippedText(import.meta.url, "templates/README.txt");
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    oneLine(values.get(name) ?? ""),
  );
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const bytes = new Uint8Array(parts.reduce((all, part) => all + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
