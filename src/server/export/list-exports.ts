import type { PersonActor } from "../../contract/actor.ts";
import type { ExportLine, ExportRead, MadeOf } from "../../contract/exports.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { findFfmpeg } from "../../platform/ffmpeg.ts";
import type { House } from "../../platform/house.ts";
import { historyOf } from "../ledger/index.ts";
import { selectDerived } from "./derived.store.ts";
import { type CopyRow, findCopies, findCopy, findDerivations } from "./export.store.ts";
import { gatherMedia } from "./gather-media.ts";

/** How a case went on after its copies were made, as its entries tell. */
interface CaseFate {
  readonly handedOverAtMs: number | null;
  readonly returnedAtMs: number | null;
}

/** Copies, newest first, with what is due (S0-11.1, C-32). */
export async function listExports(
  house: House,
  _actor: PersonActor,
  of: { readonly requestId?: string | undefined },
): Promise<Outcome<{ exports: ExportLine[]; ffmpeg: boolean }>> {
  const rows = await findCopies(house.db, house.siteId, { ...of, most: limits.pageRows });
  const fates = new Map<string, CaseFate>();
  for (const requestId of new Set(rows.map((row) => row.request_id)))
    fates.set(requestId, await fateOf(house, requestId));
  const exports = rows.map((row) => lineOf(house, row, fates.get(row.request_id)));
  return granted({ exports, ffmpeg: findFfmpeg() !== undefined });
}

/**
 * What was made of a lesson's recordings, newest first: for which case, when and by whom (S0-12.2a). Told
 * to those who read the registers; null: not this actor's to know.
 */
export async function madeOfLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<MadeOf[] | null> {
  if (!rolePermissions[actor.role].includes("register.read")) return null;
  const rows = await selectDerived(house.db, house.siteId, lessonId);
  return rows
    .filter((row) => row.state !== "failed")
    .map((row) => ({
      exportId: row.export_id,
      serial: row.serial,
      operation: row.operation,
      form: row.form,
      unit: row.unit,
      startedBy: row.started_by,
      startedAtMs: row.started_at_ms,
      taken: row.taken,
    }))
    .toReversed();
}

export async function readExport(
  house: House,
  _actor: PersonActor,
  exportId: string,
): Promise<Outcome<ExportRead>> {
  const row = await findCopy(house.db, house.siteId, exportId);
  if (row === undefined) return refused("not_found");
  const derived = await findDerivations(house.db, exportId);
  const span = spanOf(row);
  const wanted = { lessonIds: row.lesson_ids, cameraIds: row.camera_ids, span };
  const cameras = (await gatherMedia(house, wanted)).flatMap((lesson) => lesson.cameras);
  return granted({
    ...lineOf(house, row, await fateOf(house, row.request_id)),
    lessonIds: row.lesson_ids,
    cameraIds: row.camera_ids,
    span,
    derived: derived.map((one) => ({
      name: one.name,
      segmentId: one.segment_id,
      parentSha256: one.parent_sha256,
      startMs: one.start_ms,
      endMs: one.end_ms,
      masks: one.masks.length,
      muted: one.muted,
    })),
    gaps: cameras.flatMap(({ label, gaps }) =>
      gaps.map(({ startMs, endMs, cause }) => ({ label, startMs, endMs, cause })),
    ),
  });
}

const handedOver = ["request.handed-over@1", "request.handed-over@2"] as const;
const returned = ["request.returned@1", "request.returned@2"] as const;

export async function fateOf(house: House, requestId: string): Promise<CaseFate> {
  const kinds = [...handedOver, ...returned];
  const told = await historyOf(house, requestId, { kinds, most: 20 });
  const newest = (of: readonly string[]) =>
    told.find(({ leaf }) => of.includes(leaf.kind))?.atMs ?? null;
  return { handedOverAtMs: newest(handedOver), returnedAtMs: newest(returned) };
}

/** When a copy's bytes go: some days after the hand-over, or when nobody ever came for it. */
export function removalMs(row: CopyRow, handedOverAtMs: number | null): number | null {
  if (row.ready_at_ms === null || row.removed_at_ms !== null) return row.removed_at_ms;
  const neverTaken = row.ready_at_ms + limits.exportNeverTakenMs;
  return handedOverAtMs === null || handedOverAtMs < row.ready_at_ms
    ? neverTaken
    : Math.min(neverTaken, handedOverAtMs + limits.exportAfterHandOverMs);
}

export function spanOf(row: CopyRow): { startMs: number; endMs: number } | null {
  return row.start_ms === null || row.end_ms === null
    ? null
    : { startMs: row.start_ms, endMs: row.end_ms };
}

export function lineOf(house: House, row: CopyRow, fate: CaseFate | undefined): ExportLine {
  const { handedOverAtMs = null, returnedAtMs = null } = fate ?? {};
  const due = row.operation === "lend" ? row.return_due_ms : null;
  return {
    exportId: row.export_id,
    requestId: row.request_id,
    serial: row.serial,
    operation: row.operation,
    form: row.form,
    state: row.state,
    failure: row.failure,
    protection: row.protection,
    masks: row.masks.length,
    muted: row.muted,
    nobodyElse: row.nobody_else,
    unit: row.unit,
    startedBy: row.started_by,
    startedAtMs: row.started_at_ms,
    doneBytes: row.done_bytes,
    totalBytes: row.total_bytes,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    readyAtMs: row.ready_at_ms,
    taken: row.taken,
    removedByMs: removalMs(row, handedOverAtMs),
    handedOverAtMs,
    returnDueMs: due,
    returnedAtMs,
    overdue: due !== null && returnedAtMs === null && due < house.clock.now(),
  };
}
