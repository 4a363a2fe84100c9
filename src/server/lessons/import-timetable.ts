import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Lesson, LessonInput } from "../../contract/routes/lessons.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { knownFor } from "./lesson.ts";
import { holdVenues } from "./hold-venues.ts";
import { insertAll } from "./insert-all.ts";
import { newRow } from "./lesson-row.ts";
import { fieldRefusal, scopeRefusal, timeRefusal, worldRefusal } from "./lesson-rules.ts";
import { deletePreview, findPreview } from "./previews.store.ts";

/**
 * Imports a preview without faults, whole or not at all: one act, one `lesson.changed@1` for each lesson
 * and `timetable.imported@1` for the file. What changed since the preview is judged again here.
 */
export async function importTimetable(
  house: House,
  actor: PersonActor,
  previewId: string,
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const nowMs = house.clock.now();
  const preview = await findPreview(house.db, { previewId, accountId: actor.accountId, nowMs });
  if (preview === undefined) return refused("preview_gone");
  if (preview.faults > 0) return refused("timetable_has_errors", { faults: preview.faults });
  const inputs = preview.inputs.map((input) => LessonInput.parse(input));
  for (const input of inputs) {
    const refusal =
      fieldRefusal(input) ??
      timeRefusal(input, nowMs) ??
      (await scopeRefusal(house, actor, [input.venueId])) ??
      (await worldRefusal(house, input));
    if (refusal === undefined) continue;
    await enterRefusal(house, actor, "timetable.imported@1", refusal, {
      type: "timetable",
      id: previewId,
    });
    return refusal;
  }
  const settings = await site.read(house);
  if (!settings.ok) return settings;
  const made = { settings: settings.value, plannedBy: actor.accountId };
  const rows = inputs.map((input) => newRow(house, input, made));
  const known = await knownFor(house, rows);
  return act(house, actor, "timetable.imported@1", async (tx) => {
    if (!(await deletePreview(tx, previewId))) return refused("preview_gone");
    const bare = await holdVenues(tx, rows);
    if (bare !== undefined) return bare;
    const inserted = await insertAll(house, tx, { rows, known, actor });
    if (!inserted.ok) return inserted;
    const { lessons, also } = inserted.value;
    const body = {
      fileSha256: preview.file_sha256,
      rows: rows.length,
      lessons: rows.map((row) => row.lesson_id),
    };
    return granted({
      value: { lessons },
      subject: { type: "timetable", id: previewId },
      body,
      also,
    });
  });
}
