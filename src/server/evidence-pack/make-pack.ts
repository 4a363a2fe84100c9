import type { PersonActor } from "../../contract/actor.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { packagePaths } from "../../contract/package.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { parseCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { parseNote } from "../../kernel/ledger/note.ts";
import { freshWorkFolder, openExportFiles } from "../../platform/export-files.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { type ZipWriter, openZipWriter } from "../../platform/zip-writer.ts";
import { act, historyOf, stretches } from "../ledger/index.ts";
import { BagWriter, type ProofTexts, openPackageKey, proveAll } from "../packing/index.ts";
import { site } from "../places/index.ts";
import { type PackRow, changePack, unfinished } from "./evidence-pack.store.ts";
import { type Packing, fillBag, sumsOf } from "./fill-bag.ts";
import { type PackPorts, gatherEvidence } from "./gather-evidence.ts";
import { packName } from "./pack-name.ts";
import { storedName } from "./pack-view.ts";
import { Staging } from "./staging.ts";

/** So many steps done; or everything drawn; or nothing to do before the ledger has signed. */
export type Step = number | "drawn" | "wait";

interface Making {
  readonly row: PackRow;
  readonly reader: PersonActor;
  readonly ports: PackPorts;
}

const scheduler = { kind: "system", name: "scheduler" } as const;

/**
 * Makes a pack. What it holds is written down and its digests are entered before it is packed, so that not
 * even the key that signs packages can put other evidence under the same name.
 */
export async function* makePack(house: House, of: Making): AsyncGenerator<Step, void> {
  const { row } = of;
  const folder = await openExportFiles(house.paths.packs).fresh(row.pack_id);
  const staging = new Staging(await freshWorkFolder(folder));
  await openPackageKey(house);
  yield* gatherEvidence(house, of, staging);
  const evidence = [...staging.files];
  const sums = sumsOf(evidence);
  await enterDrawn(house, row, { files: evidence.length, sums });
  yield "drawn";
  let proof = await proofOf(house, row);
  for (; proof === undefined; proof = await proofOf(house, row)) yield "wait";
  const read = await site.read(house);
  const institution = read.ok ? read.value.name : "";
  const packing = { ...of, institution, evidence, sums, staging, ...proof };
  const zip = await openZipWriter(joinPath(folder, storedName), async (plain) => plain);
  try {
    yield* pack(house, zip, packing);
  } catch (cause) {
    await zip.abandon();
    throw cause;
  }
  // What was written down for it lies in the archive now; what stays of it goes with the pack.
  await freshWorkFolder(folder).catch(() => {});
}

async function* pack(house: House, zip: ZipWriter, of: Packing): AsyncGenerator<Step, void> {
  const bag = new BagWriter(zip, packName(house, of.row));
  const manifestSha256 = yield* fillBag(house, bag, of);
  await enterMade(house, of, { ...(await zip.finish()), manifestSha256 });
}

/** Entries of the key, of the asking and of the drawing; the stretch; undefined until all is signed. */
async function proofOf(
  house: House,
  row: PackRow,
): Promise<Pick<Packing, "proof" | "stretch" | "head"> | undefined> {
  const about = await historyOf(house, row.pack_id, {
    kinds: ["evidence-pack.asked@1", "evidence-pack.drawn@1"],
    most: 2 * limits.evidencePackAttemptsMost,
  });
  const { entryId } = await openPackageKey(house);
  const stretch = await stretches.find(house, { fromMs: row.from_ms, toMs: row.to_ms });
  const proof = await proveAll(house, [entryId, ...about.map((entry) => entry.entryId)]);
  if (stretch === undefined || proof === undefined) return undefined;
  if (stretch.to - stretch.from > limits.evidencePackEntries)
    throw new Fault("input", "pack_too_many_entries");
  return { proof, stretch, head: headOf(proof) };
}

function headOf(proof: ProofTexts): number {
  const note = parseNote(proof.get(packagePaths.checkpoint) ?? "");
  const checkpoint = note && parseCheckpoint(note.text);
  if (checkpoint === undefined) throw new Error("our own checkpoint can be read");
  return checkpoint.size;
}

async function enterDrawn(
  house: House,
  row: PackRow,
  { files, sums }: { readonly files: number; readonly sums: string },
): Promise<void> {
  const { pack_id: packId, from_ms: fromMs, to_ms: toMs } = row;
  await act(house, scheduler, "evidence-pack.drawn@1", async () =>
    granted({
      value: undefined,
      subject: { type: "evidence-pack", id: packId },
      body: { packId, fromMs, toMs, files, sumsSha256: toHex(sha256(utf8(sums))) },
    }),
  );
}

async function enterMade(
  house: House,
  { row, stretch }: Packing,
  file: { readonly sizeBytes: number; readonly sha256: string; readonly manifestSha256: string },
): Promise<void> {
  const { pack_id: packId, lessons } = row;
  await act(house, scheduler, "evidence-pack.made@1", async (tx) => {
    await changePack(
      tx,
      { packId, from: unfinished },
      {
        state: "ready",
        entries: stretch.to - stretch.from,
        file_name: `${packName(house, row)}.zip`,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        ready_at_ms: house.clock.now(),
      },
    );
    return granted({
      value: undefined,
      subject: { type: "evidence-pack", id: packId },
      body: { packId, ...file, fromIndex: stretch.from, toIndex: stretch.to, lessons },
    });
  });
}
