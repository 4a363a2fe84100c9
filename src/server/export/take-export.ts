import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { requests } from "../approval/index.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { custody } from "../media/index.ts";
import { type CopyRow, countTaken, findCopy } from "./export.store.ts";
import { spanOf } from "./list-exports.ts";
import { whySealed } from "./why-sealed.ts";

/** The name of a copy's bytes in its folder. */
export const storedName = "package.bin";

export interface ExportBytes {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

/**
 * Hands the bytes of a finished copy to whoever carries the case out; entered first (S0-10b). Where the
 * route lets it leave on a registered medium only, one has to be issued for this case (S3-Q4, C-32).
 */
export async function takeExport(
  house: House,
  actor: PersonActor,
  of: { readonly exportId: string; readonly mediumId?: string | undefined },
): Promise<Outcome<ExportBytes>> {
  const { exportId, mediumId = null } = of;
  const row = await findCopy(house.db, house.siteId, exportId);
  if (row === undefined) return refused("not_found");
  const refusal =
    (await whyHeldBack(house, row)) ??
    (await mediumRefusal(house, actor, { requestId: row.request_id, mediumId }));
  if (refusal !== undefined) {
    await enterRefusal(house, actor, "export.taken@2", refusal, { type: "export", id: exportId });
    return refusal;
  }
  const files = openExportFiles(house.paths.exports);
  const there = await files.sizeOf(exportId, storedName);
  const askedAtTicks = house.clock.ticks();
  return act(house, actor, "export.taken@2", async (tx) => {
    const { state, sha256, size_bytes: sizeBytes, file_name: fileName } = row;
    if (state === "removed") return refused("export_gone");
    if (state !== "ready" || sha256 === null || sizeBytes === null || fileName === null)
      return refused("export_not_ready", { state });
    if (there !== sizeBytes || !(await countTaken(tx, exportId))) return refused("export_gone");
    return granted({
      value: {
        mediaType: mediaTypeOf(row),
        sizeBytes,
        fileName,
        read: (part) =>
          unlessHeldBack(house, {
            row,
            bytes: files.read(exportId, storedName, part),
            askedAtTicks,
          }),
      },
      subject: { type: "export", id: exportId },
      body: { exportId, requestId: row.request_id, mediumId, sha256, sizeBytes },
    });
  });
}

/** Copies are frozen, or something this one holds is sealed: what was recorded after it was made is not in it. */
async function whyHeldBack(house: House, row: CopyRow): Promise<Refusal | undefined> {
  const held = { lessonIds: row.lesson_ids, span: spanOf(row), untilMs: row.ready_at_ms };
  return (await containment.whyFrozen(house)) ?? whySealed(house, held);
}

/** How long bytes may flow without asking again whether copies were frozen or sealed meanwhile. */
const askEveryMs = 2_000;

/** A copy that is on its way out stops within seconds of the order that holds it back. */
async function* unlessHeldBack(
  house: House,
  of: {
    readonly row: CopyRow;
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly askedAtTicks: number;
  },
): AsyncGenerator<Uint8Array> {
  let askedAt = of.askedAtTicks;
  for await (const chunk of of.bytes) {
    if (house.clock.ticks() - askedAt >= askEveryMs) {
      if ((await whyHeldBack(house, of.row)) !== undefined) return;
      askedAt = house.clock.ticks();
    }
    yield chunk;
  }
}

async function mediumRefusal(
  house: House,
  actor: PersonActor,
  of: { readonly requestId: string; readonly mediumId: string | null },
): Promise<Refusal | undefined> {
  const { requestId, mediumId } = of;
  const read = await requests.read(house, actor, requestId);
  if (!read.ok) return read;
  const rule = read.value.registeredMedium;
  if (mediumId === null) return rule === null ? undefined : refused("medium_missing", { rule });
  const known = await custody.issuedFor(house, { mediumId, requestId });
  if (known.ok) return undefined;
  return rule === null ? known : refused("medium_not_issued", { rule });
}

function mediaTypeOf(row: CopyRow): string {
  return row.protection === "none" ? "application/zip" : "application/octet-stream";
}
