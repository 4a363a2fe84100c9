import type { ExportFailure } from "../../contract/exports.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { ageWrap } from "../../platform/age.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { type Wrap, openZipWriter } from "../../platform/zip-writer.ts";
import { containment } from "../containment/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { BagWriter, openPackageKey, proveAll, takeStep } from "../packing/index.ts";
import { type Built, type PrintRequest, fillBag } from "./build-export.ts";
import {
  type CopyChange,
  type CopyRow,
  changeCopy,
  findNextCopy,
  insertDerivations,
} from "./export.store.ts";
import { gatherMedia } from "./gather-media.ts";
import { entriesOf } from "./gather-proof.ts";
import { spanOf } from "./list-exports.ts";
import { textsOf } from "./package-texts.ts";
import { passphraseContext } from "./start-export.ts";
import { storedName } from "./take-export.ts";
import { whySealed } from "./why-sealed.ts";

interface AtWork {
  readonly row: CopyRow;
  readonly steps: AsyncGenerator<number | "wait", void>;
  askedAtTicks: number;
  doneBytes: number;
  toldAtMs: number;
}

const atWork = new WeakMap<House, AtWork>();

/**
 * One bounded step of the copy that is being made; true when there is more to do at once. After a
 * restart a copy that was under way is begun anew, and given up after some attempts. While copies are
 * frozen no step is made; what is half made goes on when they are given back (S0-15). One of which a stretch
 * is sealed meanwhile ends at once: what is half made is removed (C-41).
 */
export async function workExports(house: House, printRequest: PrintRequest): Promise<boolean> {
  if ((await containment.whyFrozen(house)) !== undefined) return false;
  return takeStep<number, AtWork>(house, {
    atWork,
    pickUp: () => pickUp(house, printRequest),
    ask: (work) => askSealed(house, work),
    tell: (work, bytes) => tell(house, work, bytes),
    giveUp: (work, cause) => giveUp(house, work.row, cause),
  });
}

async function pickUp(house: House, printRequest: PrintRequest): Promise<AtWork | undefined> {
  const row = await findNextCopy(house.db, house.siteId);
  if (row === undefined) return undefined;
  if (row.attempts >= limits.exportAttemptsMost) {
    await fail(house, row, "interrupted");
    return undefined;
  }
  await change(house, row, { state: "building", attempts: row.attempts + 1, done_bytes: 0 });
  const steps = makeCopy(house, row, printRequest);
  return { row, steps, askedAtTicks: -Infinity, doneBytes: 0, toldAtMs: 0 };
}

/** How long steps are made without asking again whether something of the copy was sealed. */
const askEveryMs = 2_000;

async function askSealed(house: House, work: AtWork): Promise<void> {
  const ticks = house.clock.ticks();
  if (ticks - work.askedAtTicks < askEveryMs) return;
  work.askedAtTicks = ticks;
  await unlessSealed(house, work.row);
}

async function unlessSealed(house: House, row: CopyRow): Promise<void> {
  const found = await whySealed(house, { lessonIds: row.lesson_ids, span: spanOf(row) });
  if (found !== undefined) throw new Fault("absent", "privacy_sealed");
}

async function* makeCopy(
  house: House,
  row: CopyRow,
  printRequest: PrintRequest,
): AsyncGenerator<number | "wait", void> {
  const wanted = { lessonIds: row.lesson_ids, cameraIds: row.camera_ids, span: spanOf(row) };
  const lessons = await gatherMedia(house, wanted);
  const pieces = lessons.flatMap(({ cameras }) => cameras.flatMap((camera) => camera.pieces));
  if (pieces.length === 0) throw new Fault("absent", "nothing_recorded");
  await openPackageKey(house);
  const roundIds = pieces.map((piece) => piece.kept.roundId);
  const { export_id: exportId, request_id: requestId } = row;
  const proofOf = async () =>
    proveAll(house, await entriesOf(house, { exportId, requestId, roundIds }));
  let proof = await proofOf();
  while (proof === undefined) {
    // The order itself belongs into the package, and it is signed within seconds.
    yield "wait";
    proof = await proofOf();
  }
  const files = openExportFiles(house.paths.exports);
  const folder = await files.fresh(exportId);
  const texts = await textsOf(house, row);
  const zip = await openZipWriter(joinPath(folder, storedName), wrapOf(house, row));
  try {
    const bag = new BagWriter(zip, texts.name);
    const built = yield* fillBag(house, { row, folder, bag, lessons, proof, texts, printRequest });
    const file = await zip.finish();
    await unlessSealed(house, row);
    await finish(house, row, { built, file, name: texts.name });
  } catch (cause) {
    await zip.abandon();
    throw cause;
  }
}

function wrapOf(house: House, row: CopyRow): Wrap {
  if (row.recipient !== null) return ageWrap({ recipient: row.recipient });
  if (row.sealed_passphrase === null) return async (plain) => plain;
  const context = passphraseContext(row.export_id);
  return ageWrap({ passphrase: house.secrets.open(context, row.sealed_passphrase) });
}

async function finish(
  house: House,
  row: CopyRow,
  of: { built: Built; file: { sizeBytes: number; sha256: string }; name: string },
): Promise<void> {
  const { export_id: exportId, request_id: requestId } = row;
  const { manifestSha256, files, originals, derivations } = of.built;
  const { sizeBytes, sha256 } = of.file;
  await act(house, { kind: "system", name: "scheduler" }, "export.built@1", async (tx) => {
    await insertDerivations(tx, derivations);
    await changeCopy(
      tx,
      { exportId, from: ["building"] },
      {
        state: "ready",
        file_name: `${of.name}.zip${row.protection === "none" ? "" : ".age"}`,
        size_bytes: sizeBytes,
        sha256,
        done_bytes: row.total_bytes,
        ready_at_ms: house.clock.now(),
        sealed_passphrase: null,
      },
    );
    return granted({
      value: undefined,
      subject: { type: "export", id: exportId },
      body: { exportId, requestId, sha256, sizeBytes, manifestSha256, files, originals },
    });
  });
}

const progressEveryMs = 1_000;

async function tell(house: House, work: AtWork, bytes: number): Promise<void> {
  work.doneBytes = Math.min(work.row.total_bytes, work.doneBytes + bytes);
  const nowMs = house.clock.now();
  if (nowMs - work.toldAtMs < progressEveryMs) return;
  work.toldAtMs = nowMs;
  await change(house, work.row, { done_bytes: work.doneBytes });
}

async function change(house: House, row: CopyRow, what: CopyChange): Promise<void> {
  await quiet(house, "how far a copy is, which its end will enter", (tx) =>
    changeCopy(tx, { exportId: row.export_id, from: ["queued", "building"] }, what),
  );
}

/** A copy that cannot be made says why; the database being away says nothing about the copy. */
async function giveUp(house: House, row: CopyRow, cause: unknown): Promise<void> {
  house.log.error({ err: cause, export: row.export_id }, "a copy could not be made");
  if (cause instanceof Fault && cause.kind === "database") throw cause;
  await fail(house, row, failureOf(cause));
}

function failureOf(cause: unknown): ExportFailure {
  if (!(cause instanceof Fault)) return "trouble";
  if (cause.code === "privacy_sealed") return "privacy-sealed";
  if (cause.code === "nothing_recorded") return "nothing-recorded";
  if (cause.code === "ffmpeg_failed" || cause.code === "ffmpeg_missing") return "ffmpeg-failed";
  if (cause.kind === "disk_full") return "disk-full";
  return cause.kind === "damaged" ? "original-changed" : "trouble";
}

async function fail(house: House, row: CopyRow, why: ExportFailure): Promise<void> {
  const { export_id: exportId, request_id: requestId } = row;
  await openExportFiles(house.paths.exports).remove(exportId);
  await act(house, { kind: "system", name: "scheduler" }, "export.failed@1", async (tx) => {
    await changeCopy(
      tx,
      { exportId, from: ["queued", "building"] },
      { state: "failed", failure: why, sealed_passphrase: null },
    );
    return granted({
      value: undefined,
      subject: { type: "export", id: exportId },
      body: { exportId, requestId, why },
    });
  });
}
