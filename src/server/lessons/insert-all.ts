import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { askAgreement } from "./ask-agreement.ts";
import { noteNeeds } from "./hold-venues.ts";
import type { Known } from "./lesson.ts";
import { type LessonRow, insertLesson } from "./lessons.store.ts";
import { takenRefusal, written } from "./plan-lesson.ts";

/**
 * Several lessons in one act, their venues held before: the entry of each and, of one refused, which it
 * was; the caller then takes back all of them.
 */
export async function insertAll(
  house: House,
  tx: Writing,
  of: {
    readonly rows: readonly LessonRow[];
    readonly known: Known;
    readonly actor: PersonActor;
    readonly which?: (refusal: Refusal, row: LessonRow) => Refusal;
  },
): Promise<Outcome<{ lessons: Lesson[]; also: EntryDraft[] }>> {
  const { rows, known, actor, which } = of;
  const lessons: Lesson[] = [];
  const also: EntryDraft[] = [];
  for (const row of rows) {
    try {
      await insertLesson(tx, row);
    } catch (cause) {
      const refusal = takenRefusal(cause);
      return which === undefined ? refusal : which(refusal, row);
    }
    const { value, ...draft } = written(house, known, { before: undefined, after: row });
    lessons.push(value);
    also.push({ kind: "lesson.changed@1", ...draft });
    also.push(...(await askAgreement(house, tx, { actor, after: row })));
  }
  await noteNeeds(
    tx,
    rows.map((row) => row.venue_id),
  );
  return granted({ lessons, also });
}
