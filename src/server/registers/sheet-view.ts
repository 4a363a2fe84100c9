import type { Sheet } from "../../contract/routes/registers.ts";
import type { SheetRow } from "./registers.store.ts";

export function sheetOf(row: SheetRow): Sheet {
  return {
    sheetId: row.sheet_id,
    form: row.form,
    serial: row.serial,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    rows: row.lines,
    firstRow: row.first_row,
    lastRow: row.last_row,
    requestId: row.request_id,
    pages: row.pages,
    rowsSha256: row.rows_sha256,
    fileSha256: row.file_sha256,
    ledgerSize: row.ledger_size,
    printedAtMs: row.printed_at_ms,
    printedBy: row.printed_by,
    state: row.state,
    stateAtMs: row.state_at_ms,
    stateBy: row.said_by,
    paperId: row.paper_id,
  };
}
