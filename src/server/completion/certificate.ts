import type { PersonActor } from "../../contract/actor.ts";
import { type PackageDescription, packagePaths } from "../../contract/package.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { oneLine } from "../../kernel/package/bag.ts";
import { openExportFiles, readShippedVerifier } from "../../platform/export-files.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { openZipWriter } from "../../platform/zip-writer.ts";
import { act, historyOf } from "../ledger/index.ts";
import {
  BagWriter,
  type ProofTexts,
  openPackageKey,
  placePieces,
  proveAll,
} from "../packing/index.ts";
import { type Certified, certify } from "./certificate-facts.ts";
import { type Typeset, certificateSheet, serialOf } from "./certificate-sheet.ts";
import { sheetWords } from "./sheet-words.ts";

interface MadeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
interface Asked {
  readonly lessonId: string;
  readonly typeset: Typeset;
}

/** The certificate of completeness as a sheet (S0-4.3c, S0-5.2.1). */
export async function printCertificate(
  house: House,
  actor: PersonActor,
  ask: Asked,
): Promise<Outcome<MadeFile>> {
  const found = await certify(house, actor, ask.lessonId);
  if (!found.ok) return found;
  const bytes = await typesetIt(house, actor, { of: found.value, typeset: ask.typeset });
  const fileName = `${sheetWords().certificate.title}-${serialOf(found.value.facts)}.pdf`;
  return entered(house, actor, { of: found.value, form: "sheet", file: { fileName, bytes } });
}

/**
 * The certificate with everything it says it of: sealed records, their places in the rounds, the entries of
 * rounds, register and confirmation with their proofs, as one signed bag that `verify.html` reads offline.
 */
export async function packCertificate(
  house: House,
  actor: PersonActor,
  ask: Asked,
): Promise<Outcome<MadeFile>> {
  const found = await certify(house, actor, ask.lessonId);
  if (!found.ok) return found;
  const of = found.value;
  const proof = await proofOf(house, of);
  if (proof === undefined) return refused("certificate_not_ready");
  const pdf = await typesetIt(house, actor, { of, typeset: ask.typeset });
  const bytes = await bagOf(house, actor, { of, proof, pdf });
  const fileName = `${sheetWords().certificate.title}-${serialOf(of.facts)}.zip`;
  return entered(house, actor, { of, form: "package", file: { fileName, bytes } });
}

async function typesetIt(
  house: House,
  actor: PersonActor,
  { of, typeset }: { readonly of: Certified; readonly typeset: Typeset },
): Promise<Uint8Array> {
  return typeset(house, await certificateSheet(house, of, digestOf(of)), actor.name);
}

const digestOf = (of: Certified): string => toHex(sha256(utf8(of.factsText)));

/** What was entered about the lesson's completeness, and the rounds its records lie in. */
async function proofOf(house: House, of: Certified): Promise<ProofTexts | undefined> {
  const { lessonId } = of.facts;
  const about = await historyOf(house, lessonId, {
    kinds: [
      "interruption.noticed@1",
      "interruption.ended@1",
      "interruption.moved@1",
      "interruption.filled@1",
      "interruption.reasoned@1",
      "interruption.remarked@1",
      "completion.confirmed@1",
      "completion.reported@1",
      "completion.reopened@1",
    ],
    most: limits.interruptionsListed,
  });
  const ids = [
    (await openPackageKey(house)).entryId,
    ...about.toReversed().map((entry) => entry.entryId),
  ];
  for (const roundId of new Set(of.records.map((one) => one.roundId))) {
    const kinds = ["vault.round-taken@1"] as const;
    const [round] = await historyOf(house, roundId, { kinds, most: 1 });
    if (round !== undefined) ids.push(round.entryId);
  }
  return proveAll(house, ids);
}

interface Bagged {
  readonly of: Certified;
  readonly proof: ProofTexts;
  readonly pdf: Uint8Array;
}
const storedName = "certificate.zip";

async function bagOf(house: House, actor: PersonActor, bagged: Bagged): Promise<Uint8Array> {
  const files = openExportFiles(joinPath(house.paths.run, "certificates"));
  const id = house.newId();
  const folder = await files.fresh(id);
  const zip = await openZipWriter(joinPath(folder, storedName), async (plain) => plain);
  try {
    await fillBag(house, new BagWriter(zip, serialOf(bagged.of.facts)), { ...bagged, actor });
    const { sizeBytes } = await zip.finish();
    const bytes = new Uint8Array(sizeBytes);
    let at = 0;
    for await (const piece of files.read(id, storedName, { startByte: 0, endByte: sizeBytes })) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  } catch (cause) {
    await zip.abandon();
    throw cause;
  } finally {
    await files.remove(id);
  }
}

async function fillBag(
  house: House,
  bag: BagWriter,
  { of, proof, pdf, actor }: Bagged & { readonly actor: PersonActor },
): Promise<void> {
  const { facts, factsText, records } = of;
  const root = packagePaths.certificate;
  await bag.addBytes(`${root}certificate.pdf`, pdf);
  await bag.addText(`${root}certificate.json`, factsText);
  await bag.addText(`${root}SHA256SUMS`, sumsOf(of));
  for (const one of records) await bag.addText(one.record, one.text);
  for (const [path, text] of proof) await bag.addText(path, text);
  await bag.addText(packagePaths.pieces, await placePieces(house, records));
  await bag.addText(packagePaths.description, describe(of, actor));
  const verifierKey = (proof.get(packagePaths.verifierKey) ?? "").trim();
  const template = readShippedText(import.meta.url, "templates/README.txt");
  await bag.addText(
    packagePaths.readme,
    filled(template, {
      name: oneLine(facts.officialName),
      institution: oneLine(facts.institution),
      madeAt: dayOf(house),
      verifierKey,
    }),
  );
  const verifier = await readShippedVerifier();
  if (verifier !== undefined) await bag.addBytes(packagePaths.verifier, verifier);
  await bag.seal((await openPackageKey(house)).key, [
    ["Source-Organization", oneLine(facts.institution)],
    ["External-Identifier", serialOf(facts)],
    ["Bagging-Date", dayOf(house)],
    ["Bag-Software-Agent", "Liuhen"],
  ]);
}

const dayOf = (house: House) => localTime(house.clock.now(), house.config.timeZone).date;

/** As `sha256sum` prints it, so that a folder of segments is checked by one command. */
function sumsOf({ facts }: Certified): string {
  return facts.segments
    .flatMap((one) => (one.sha256 === null ? [] : [`${one.sha256}  ${one.segmentId}.mp4\n`]))
    .join("");
}

function describe({ facts, gaps }: Certified, actor: PersonActor): string {
  const description: PackageDescription = {
    version: 1,
    exportId: facts.lessonId,
    requestId: facts.lessonId,
    siteId: facts.siteId,
    serial: serialOf(facts),
    form: "certificate",
    institution: facts.institution,
    madeAtMs: facts.madeAtMs,
    operation: "certificate",
    purpose: null,
    unit: "",
    requester: actor.name,
    lessons: [{ lessonId: facts.lessonId, officialName: facts.officialName }],
    span: facts.lesson,
    returnDueMs: null,
    gaps: gaps.map(({ label, startMs, endMs, cause, path }) => ({
      label,
      startMs,
      endMs,
      cause,
      record: path,
    })),
    made: [],
  };
  return `${canonicalJson(description)}\n`;
}

async function entered(
  house: House,
  actor: PersonActor,
  made: {
    readonly of: Certified;
    readonly form: "sheet" | "package";
    readonly file: MadeFile;
  },
): Promise<Outcome<MadeFile>> {
  const { lessonId, verdict } = made.of.facts;
  return act(house, actor, "completion.certified@1", async () =>
    granted({
      value: made.file,
      subject: { type: "lesson", id: lessonId },
      body: {
        lessonId,
        verdict,
        form: made.form,
        factsSha256: digestOf(made.of),
        fileSha256: toHex(sha256(made.file.bytes)),
      },
    }),
  );
}
