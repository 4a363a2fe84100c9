import type { PersonActor } from "../../contract/actor.ts";
import {
  type Event,
  type EventLine,
  type Measure,
  MeasureOrder,
  type Notice,
} from "../../contract/playbooks.ts";
import {
  advisedMeasures,
  measureStateOf,
  missingOf,
  stepsOf,
} from "../../kernel/playbooks/playbook.ts";
import type { MeasureRow } from "../containment/index.ts";
import type { EventRow, NoticeRow, Parts } from "./playbooks.store.ts";

type Reader = Pick<PersonActor, "accountId">;

/** Everything that belongs to one event, from its rows. */
export interface EventParts extends Parts {
  readonly measures: readonly MeasureRow[];
}

export function lineOf(row: EventRow, parts: EventParts, reader: Reader): EventLine {
  const mine = parts.notices.map((notice) => noticeOf(notice, reader));
  const stand = measuresOf(parts, reader).filter(({ state }) => state === "stands");
  return {
    eventId: row.event_id,
    kind: row.kind,
    drill: row.drill,
    what: row.what,
    discoverer: row.discoverer,
    discoveredAtMs: row.discovered_at_ms,
    declaredBy: row.declared_by_name,
    declaredAtMs: row.declared_at_ms,
    incidentId: row.incident_id,
    closedAtMs: row.closed_at_ms,
    closedBy: row.closed_by_name,
    standing: stand.length,
    waitsForMe: mine.some((notice) => notice.mine),
  };
}

export function eventOf(row: EventRow, parts: EventParts, reader: Reader): Event {
  const line = lineOf(row, parts, reader);
  const dossier = {
    closedAtMs: row.closed_at_ms,
    measures: measuresOf(parts, reader),
    notices: parts.notices.map((notice) => noticeOf(notice, reader)),
    notes: parts.notes.map((note) => ({
      noteId: note.note_id,
      step: note.step,
      text: note.said,
      by: note.noted_by_name,
      atMs: note.noted_at_ms,
    })),
    snapshots: parts.snapshots.map((snapshot) => ({
      paperId: snapshot.paper_id,
      sha256: snapshot.sha256,
      sizeBytes: snapshot.size_bytes,
      takenAtMs: snapshot.taken_at_ms,
      takenBy: snapshot.taken_by_name,
      ledgerSize: snapshot.ledger_size,
    })),
  };
  return {
    ...line,
    ...dossier,
    findings: parts.findings.map((finding) => ({
      findingId: finding.finding_id,
      code: finding.code,
      minute: finding.minute,
      name: finding.account_name,
      login: finding.account_login,
      terminal: finding.terminal,
      shownAtMs: finding.shown_at_ms,
      paperId: finding.paper_id,
      atMs: finding.found_at_ms,
      by: finding.found_by_name,
    })),
    missing: missingOf(dossier),
    steps: stepsOf(dossier),
    advised: [...advisedMeasures[row.kind]],
    cause: row.cause,
    measuresTaken: row.measures_taken,
    conclusion: row.conclusion,
    signature: row.signature,
  };
}

function measuresOf(parts: EventParts, reader: Reader): Measure[] {
  return parts.measures.map((row) => measureOf(row, reader));
}

export function measureOf(row: MeasureRow, reader: Reader): Measure {
  return {
    measureId: row.measure_id,
    eventId: row.event_id,
    order: MeasureOrder.parse(row.orders),
    target: row.target_name,
    state: measureStateOf({
      kind: row.kind,
      carriedOutAtMs: row.carried_out_at_ms,
      liftedAtMs: row.lifted_at_ms,
    }),
    reason: row.reason,
    orderedBy: row.ordered_by_name,
    orderedAtMs: row.ordered_at_ms,
    carriedOutAtMs: row.carried_out_at_ms,
    ended: row.ended,
    liftedBy: row.lifted_by_name,
    liftedAtMs: row.lifted_at_ms,
    liftReason: row.lift_reason,
    own: row.ordered_by === reader.accountId,
  };
}

function noticeOf(row: NoticeRow, reader: Reader): Notice {
  const { receipt_how: how, receipt_by: by, receipt_at_ms: atMs } = row;
  const receipt =
    how === null || by === null || atMs === null
      ? null
      : { how, by, number: row.receipt_number, atMs };
  return {
    noticeId: row.notice_id,
    party: row.party,
    means: row.means,
    to: row.sent_to,
    accountId: row.account_id,
    sentAtMs: row.sent_at_ms,
    sentBy: row.sent_by_name,
    receipt,
    mine: receipt === null && row.account_id === reader.accountId,
  };
}
