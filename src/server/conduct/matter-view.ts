import type { PersonActor } from "../../contract/actor.ts";
import type { Evidence, Matter, Sanction } from "../../contract/conduct.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { profileOf } from "../../kernel/approval/routes.ts";
import { sanctionsOf } from "../../kernel/conduct/matters.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { cameras, site } from "../places/index.ts";
import {
  type EvidenceRow,
  type MatterRow,
  type StatementRow,
  selectEvidence,
  selectStatements,
} from "./conduct.store.ts";

/** What the regulation of this institution offers (C-54). */
export async function houseSanctions(house: House): Promise<readonly Sanction[]> {
  const read = await site.read(house);
  return sanctionsOf((read.ok ? profileOf(read.value.profile) : undefined) ?? "clinical");
}

export const handles = (actor: PersonActor): boolean =>
  rolePermissions[actor.role].includes("conduct.handle");

/** Matters as this person may see them: whoever it concerns does not learn who reported it. */
export async function mattersOf(
  house: House,
  db: Database,
  of: { readonly actor: PersonActor; readonly rows: readonly MatterRow[] },
): Promise<Matter[]> {
  const { actor, rows } = of;
  const ids = rows.map((row) => row.matter_id);
  const [evidence, statements] = [
    await selectEvidence(db, { matterIds: ids }),
    await selectStatements(db, ids),
  ];
  const names = await namesOf(house, rows);
  return rows.map((row) => ({
    matterId: row.matter_id,
    kind: row.kind,
    code: row.code,
    lessonId: row.lesson_id,
    lesson: names.lesson(row.lesson_id),
    cameraId: row.camera_id,
    camera: names.camera(row.camera_id),
    place: row.place,
    person: personOf(row.person_id, row.person_name),
    noticedAtMs: row.noticed_at_ms,
    reportedAtMs: row.reported_at_ms,
    reportedBy: seesReporter(actor, row) ? row.reported_name : null,
    late: row.late,
    text: row.said,
    responsible: personOf(row.responsible_id, row.responsible_name),
    evidence: evidence.filter((one) => one.matter_id === row.matter_id).map(evidenceOf),
    statements: statements.filter((one) => one.matter_id === row.matter_id).map(statementOf),
    sanctions: row.sanctions,
    disposition: row.disposition,
    closedAtMs: row.closed_at_ms,
    closedBy: row.closed_name,
    mayHandle: handles(actor) && row.person_id !== actor.accountId && row.closed_at_ms === null,
    mayAnswer: row.person_id === actor.accountId,
  }));
}

const seesReporter = (actor: PersonActor, row: MatterRow): boolean =>
  row.person_id !== actor.accountId || row.reported_by === actor.accountId;

const personOf = (accountId: string | null, name: string | null): Matter["person"] =>
  name === null ? null : { accountId, name };

function evidenceOf(row: EvidenceRow): Evidence {
  const { start_ms: startMs, end_ms: endMs } = row;
  const what =
    row.kind === "entry"
      ? { type: "entry" as const, entryId: row.of_id }
      : row.kind === "paper"
        ? { type: "paper" as const, paperId: row.of_id }
        : {
            type: "recording" as const,
            lessonId: row.of_id,
            startMs: startMs ?? 0,
            endMs: endMs ?? 0,
          };
  return {
    evidenceId: row.evidence_id,
    what,
    label: row.label,
    addedAtMs: row.added_at_ms,
    addedBy: row.added_name,
  };
}

const statementOf = (row: StatementRow): Matter["statements"][number] => ({
  statementId: row.statement_id,
  saidBy: row.said_name,
  notedBy: row.noted_name,
  text: row.said,
  atMs: row.at_ms,
});

/** Names of the lessons and cameras some rows are about. */
export async function namesOf(
  house: House,
  rows: readonly { readonly lesson_id: string | null; readonly camera_id: string | null }[],
): Promise<{
  lesson(id: string | null): string | null;
  camera(id: string | null): string | null;
}> {
  const known = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const lessons = await lessonsOfOccasions(house, known(rows.map((row) => row.lesson_id)));
  const found = await cameras.find(house, known(rows.map((row) => row.camera_id)));
  const lessonNames = new Map(lessons.map(({ lesson }) => [lesson.lessonId, lesson.officialName]));
  const cameraNames = new Map(found.map((one) => [one.cameraId, `${one.label} ${one.name}`]));
  return {
    lesson: (id) => (id === null ? null : (lessonNames.get(id) ?? null)),
    camera: (id) => (id === null ? null : (cameraNames.get(id) ?? null)),
  };
}
