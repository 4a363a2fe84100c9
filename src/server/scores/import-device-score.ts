import type { PersonActor } from "../../contract/actor.ts";
import type { CprEvents, DeviceImport, DeviceScore } from "../../contract/device-scores.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { cprFormula } from "../../kernel/scoring/cpr-formula.ts";
import { settledEvents } from "../../kernel/scoring/cpr-score.ts";
import { readDeviceSheet } from "../../kernel/scoring/device-sheet.ts";
import { readDeviceStatements } from "../../kernel/scoring/device-statements.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { type FoundAssignment, candidatesOf, findAssignment } from "./assignments.ts";
import { deviceScoreOf, eventsDigest, readDeviceScores } from "./device-scores.ts";
import {
  type DeviceScoreRow,
  insertDeviceScore,
  selectDeviceScores,
} from "./device-scores.store.ts";
import { lockAssignment } from "./scores.store.ts";
import type { SheetOf } from "./sheets.ts";

/**
 * Takes what a manikin measured of one candidate (S0-5.3.2): whole or not at all. The same data again is the
 * import that is there; other data is the next one with its reason, and the one before stays.
 */
export async function importDeviceScore(
  house: House,
  actor: PersonActor,
  ask: SheetOf & DeviceImport,
): Promise<Outcome<DeviceScore>> {
  const found = await importable(house, actor, ask);
  if (!found.ok) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "score.imported@1", found, subject);
    return found;
  }
  const { assignment } = found.value;
  const row = rowOf(house, actor, { ask, read: found.value });
  const filter = { assignmentIds: [ask.assignmentId], studentId: ask.studentId };
  const same = (await selectDeviceScores(house.db, filter)).findLast((one) => isSame(one, row));
  if (same !== undefined) {
    const known = await readDeviceScores(house, house.db, filter);
    const there = known.find((one) => one.deviceScoreId === same.device_score_id);
    return there === undefined ? refused("not_found") : granted(there);
  }
  return act(house, actor, "score.imported@1", async (tx) => {
    if ((await lockAssignment(tx, house.siteId, ask.assignmentId)) === undefined)
      return refused("not_found");
    const known = await selectDeviceScores(tx, filter);
    if (known.length > 0 && row.reason === null) return refused("score_reason_missing");
    if (known.length >= limits.deviceScoresMost)
      return refused("too_many", { most: limits.deviceScoresMost });
    await insertDeviceScore(tx, row);
    return granted({
      value: deviceScoreOf(row, actor.name),
      subject: { type: "lesson", id: assignment.lessonId },
      body: {
        assignmentId: ask.assignmentId,
        lessonId: assignment.lessonId,
        deviceScoreId: row.device_score_id,
        format: row.format,
        mode: row.mode,
        formula: row.formula,
        events: row.events.compressions.length + row.events.breaths.length,
        eventsSha256: row.events_sha256,
        earlier: known.length,
      },
      personal: { student: ask.studentId, device: row.device },
    });
  });
}

interface Importable extends FoundAssignment {
  readonly events: CprEvents;
  readonly startedAtMs: number | null;
}

async function importable(
  house: House,
  actor: PersonActor,
  ask: SheetOf & DeviceImport,
): Promise<Outcome<Importable>> {
  const found = await findAssignment(house, actor, ask.assignmentId);
  if (!found.ok) return found;
  const { assignment, facts } = found.value;
  const candidates = await candidatesOf(house, facts, assignment);
  if (!candidates.some((one) => one.studentId === ask.studentId)) return refused("not_found");
  const read = readExport(ask);
  const [fault] = read.faults;
  if (fault !== undefined)
    return refused("device_unreadable", { row: fault.row, reason: `device-${fault.fault}` });
  const startedAtMs = read.startedAtMs === null ? null : read.startedAtMs - ask.clockAheadMs;
  const { recordFromMs, recordToMs } = facts.lesson;
  if (startedAtMs !== null && (startedAtMs < recordFromMs || startedAtMs >= recordToMs))
    return refused("device_out_of_lesson");
  return granted({ ...found.value, events: settledEvents(read.events), startedAtMs });
}

function readExport(ask: DeviceImport) {
  if (ask.format === "xapi") return readDeviceStatements(ask.text);
  const { mapping, startedAtMs } = ask;
  if (mapping === null)
    return { faults: [{ row: 0, fault: "no-heading" as const }], events: none, startedAtMs };
  return { ...readDeviceSheet(ask.text, mapping), startedAtMs };
}

const none: CprEvents = { compressions: [], breaths: [] };

function rowOf(
  house: House,
  actor: PersonActor,
  { ask, read }: { readonly ask: SheetOf & DeviceImport; readonly read: Importable },
): DeviceScoreRow {
  return {
    device_score_id: house.newId(),
    site_id: house.siteId,
    assignment_id: ask.assignmentId,
    student_id: ask.studentId,
    imported_by: actor.accountId,
    imported_at_ms: house.clock.now(),
    device: ask.device,
    format: ask.format,
    mode: ask.mode,
    started_at_ms: read.startedAtMs,
    formula: cprFormula.version,
    events: read.events,
    events_sha256: eventsDigest(read.events),
    reason: ask.reason,
  };
}

function isSame(known: DeviceScoreRow, row: DeviceScoreRow): boolean {
  return (
    known.events_sha256 === row.events_sha256 &&
    known.mode === row.mode &&
    known.started_at_ms === row.started_at_ms
  );
}
