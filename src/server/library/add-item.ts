import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase } from "../../contract/approval.ts";
import type { LibraryInput, LibraryOffer, LibraryRead } from "../../contract/library.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { requests } from "../approval/index.ts";
import { carried } from "../copies/index.ts";
import { type ClipExport, type CopiedClip, clips } from "../export/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { findPapers } from "../papers/index.ts";
import { type ItemRow, insertItem, selectItems } from "./library.store.ts";
import { readOf } from "./read-items.ts";

/** Cases that were decided to their end; one that is only begun in an emergency was not. */
const approvedStates: ReadonlySet<RequestCase["state"]> = new Set([
  "granted",
  "handed-over",
  "returned",
  "closed",
]);
/** Clips for teaching, and what is approved for everybody. */
const approvedOperations: ReadonlySet<RequestCase["operation"]> = new Set(["clip", "publish"]);

const isApproved = ({ state, operation }: RequestCase): boolean =>
  approvedStates.has(state) && approvedOperations.has(operation);

/** Finished clips of approved cases that are not in the library yet, newest first. */
export async function listOffers(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ offers: LibraryOffer[] }>> {
  const made = await clips.list(house);
  const exportIds = made.map((one) => one.exportId);
  const known = await selectItems(house.db, house.siteId, { exportIds, most: exportIds.length });
  const taken = new Set(known.map((row) => row.export_id));
  const offers: LibraryOffer[] = [];
  for (const { exportId, requestId, serial, readyAtMs, masked } of made) {
    if (taken.has(exportId)) continue;
    const read = await requests.read(house, actor, requestId);
    if (!read.ok || !isApproved(read.value)) continue;
    const { titles } = read.value;
    offers.push({ exportId, requestId, serial, titles, readyAtMs, masked });
  }
  return granted({ offers: offers.toSorted((a, b) => b.readyAtMs - a.readyAtMs) });
}

/**
 * Puts a finished clip of an approved case into the library, with the consent of those shown (S3-Q6,
 * C-40). The library gets bytes of its own; the export and the originals stay as they are.
 */
export async function addItem(
  house: House,
  actor: PersonActor,
  input: LibraryInput,
): Promise<Outcome<LibraryRead>> {
  const { exportId } = input;
  const clip = await clips.find(house, exportId);
  if (clip === undefined) return refused("not_found");
  const fit = await judge(house, actor, { clip, input });
  if (!fit.ok) return refuse(house, actor, exportId, fit);
  const itemId = house.newId();
  const files = openExportFiles(house.paths.library);
  const folder = await files.fresh(itemId);
  try {
    const copied = await clips.copy(house, { exportId, folder });
    if (copied === undefined || copied.length === 0 || copied.length > limits.libraryFilesMost)
      return await refuse(house, actor, exportId, refused("library_not_readable"));
    const row = await rowOf(house, actor, { itemId, clip, input, paperId: fit.value, copied });
    const done = await enterItem(house, actor, row);
    if (!done.ok) return done;
    return granted(await readOf(house, actor, row));
  } finally {
    // Without its row nobody would ever play or erase it.
    const [kept] = await selectItems(house.db, house.siteId, { itemId, most: 1 });
    if (kept === undefined) await files.remove(itemId);
  }
}

async function refuse(
  house: House,
  actor: PersonActor,
  exportId: string,
  refusal: Refusal,
): Promise<Refusal> {
  const subject = { type: "export", id: exportId } as const;
  await enterRefusal(house, actor, "library.added@1", refusal, subject);
  return refusal;
}

/** The paper of consent, when nothing stands against it. */
async function judge(
  house: House,
  actor: PersonActor,
  of: { readonly clip: ClipExport; readonly input: LibraryInput },
): Promise<Outcome<string>> {
  const { clip, input } = of;
  const read = await requests.read(house, actor, clip.requestId);
  if (!read.ok || !isApproved(read.value)) return refused("library_not_approved");
  if (!clip.readable) return refused("library_not_readable");
  const { given, statement, paperId } = input.consent;
  if (!given || statement === "" || paperId === null) return refused("library_consent_missing");
  const [paper] = await findPapers(house, [paperId]);
  if (paper?.kind !== "consent") return refused("library_consent_missing");
  const known = await selectItems(house.db, house.siteId, { most: limits.libraryMost });
  if (known.some((row) => row.export_id === clip.exportId)) return refused("library_taken");
  if (known.length >= limits.libraryMost) return refused("too_many", { most: limits.libraryMost });
  const free = await openExportFiles(house.paths.library).freeBytes();
  return free < clip.sizeBytes + limits.exportReserveBytes
    ? refused("export_no_space", { mostBytes: free })
    : granted(paperId);
}

interface Adding {
  readonly itemId: string;
  readonly clip: ClipExport;
  readonly input: LibraryInput;
  readonly paperId: string;
  readonly copied: readonly CopiedClip[];
}

async function rowOf(house: House, actor: PersonActor, of: Adding): Promise<ItemRow> {
  const { clip, input, copied } = of;
  const found = await lessonsOfOccasions(house, clip.lessonIds);
  const taught = found.map(({ lesson }) => lesson).toSorted((a, b) => a.startMs - b.startMs);
  return {
    item_id: of.itemId,
    site_id: house.siteId,
    export_id: clip.exportId,
    request_id: clip.requestId,
    serial: clip.serial,
    title: input.title,
    about: input.about,
    masked: clip.masked,
    lesson_ids: [...clip.lessonIds],
    lesson_titles: taught.map((lesson) => lesson.officialName),
    projects: [...new Set(taught.map((lesson) => lesson.project))],
    recorded_at_ms: taught[0]?.startMs ?? clip.readyAtMs,
    files: copied,
    consent_statement: input.consent.statement,
    consent_paper_id: of.paperId,
    added_at_ms: house.clock.now(),
    account_id: actor.accountId,
    added_by: actor.name,
    looks: 0,
    state: "shown",
    withdrawn_at_ms: null,
    erased_at_ms: null,
  };
}

function enterItem(house: House, actor: PersonActor, row: ItemRow): Promise<Outcome<undefined>> {
  return act(house, actor, "library.added@1", async (tx) => {
    if (!(await insertItem(tx, row))) return refused("library_taken");
    const { item_id: itemId } = row;
    await carried.add(
      house,
      tx,
      row.files.map(({ number, sizeBytes, sha256 }) => ({
        class: "library",
        path: `${itemId}/${clips.nameOf(number)}`,
        // It may show several occasions, and ends by itself: its key is its own.
        homeId: itemId,
        sizeBytes,
        sha256,
      })),
    );
    return granted({
      value: undefined,
      subject: { type: "library-item", id: row.item_id },
      body: {
        itemId: row.item_id,
        exportId: row.export_id,
        requestId: row.request_id,
        consent: true,
        consentPaperId: row.consent_paper_id,
        masked: row.masked,
        files: row.files.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })),
      },
      personal: {
        title: row.title,
        consent: row.consent_statement,
        ...(row.about === "" ? {} : { about: row.about }),
      },
    });
  });
}
