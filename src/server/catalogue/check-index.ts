import type { Finding } from "../../contract/finding.ts";
import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Span, mergeSpans, seamMs } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { kept as vault } from "../vault/index.ts";
import { findRuns } from "./catalogue.store.ts";
import {
  findClaimedSpans,
  findGapRows,
  findSegmentRows,
  pageIds,
} from "./catalogue-check.store.ts";

const rowsAtOnce = 500;

/** The index rows of sealed records: each must repeat its record. */
export async function checkIndexed(
  house: House,
  records: readonly (SegmentRecord | GapRecord)[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let from = 0; from < records.length; from += rowsAtOnce) {
    const some = records.slice(from, from + rowsAtOnce);
    const rows = await rowTexts(house, some);
    for (const record of some) {
      const id = "segmentId" in record ? record.segmentId : record.gapId;
      const table = "segmentId" in record ? "catalogue.segment" : "catalogue.gap";
      const row = rows.get(id);
      if (row === undefined) findings.push({ code: "row-missing", id, detail: table });
      else if (row !== textOf(record)) findings.push({ code: "row-edited", id, detail: table });
    }
  }
  return findings;
}

/** Coverage runs of an occasion against its segments: they are nothing but their union. */
export async function checkRuns(house: House, occasionId: string): Promise<Finding[]> {
  const claimed = linesOf(await findClaimedSpans(house.db, occasionId));
  const stored = linesOf(await findRuns(house.db, occasionId));
  return [...new Set([...claimed.keys(), ...stored.keys()])].flatMap((line) => {
    const want = mergeSpans(claimed.get(line) ?? [], seamMs);
    const have = stored.get(line) ?? [];
    const detail = `catalogue.run ${line}`;
    const same = canonicalJson(want) === canonicalJson(have);
    return same ? [] : [{ code: "row-edited" as const, id: occasionId, detail }];
  });
}

/** Index rows of records the vault does not have. */
export async function checkForeign(house: House): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of ["segment", "gap"] as const) {
    for (let after: string | undefined; ;) {
      const ids = await pageIds(house.db, table, { after, rows: rowsAtOnce });
      const kept = await vault.which(house, ids);
      for (const id of ids)
        if (!kept.has(id)) findings.push({ code: "row-extra", id, detail: `catalogue.${table}` });
      after = ids.at(-1);
      if (after === undefined) break;
    }
  }
  return findings;
}

function linesOf(
  rows: readonly { camera_id: string; stream: string; start_ms: number; end_ms: number }[],
): Map<string, Span[]> {
  const lines = new Map<string, Span[]>();
  for (const row of rows) {
    const key = `${row.camera_id} ${row.stream}`;
    lines.set(key, [...(lines.get(key) ?? []), { startMs: row.start_ms, endMs: row.end_ms }]);
  }
  return lines;
}

async function rowTexts(
  house: House,
  records: readonly (SegmentRecord | GapRecord)[],
): Promise<Map<string, string>> {
  const ids = (kind: "segmentId" | "gapId") =>
    records.flatMap((record) =>
      kind in record ? ["segmentId" in record ? record.segmentId : record.gapId] : [],
    );
  const texts = new Map<string, string>();
  for (const row of await findSegmentRows(house.db, ids("segmentId")))
    texts.set(
      row.segment_id,
      canonicalJson([
        row.site_id,
        row.camera_id,
        row.stream,
        row.run_id,
        row.start_ms,
        row.end_ms,
        row.size_bytes,
        row.claims,
      ]),
    );
  for (const row of await findGapRows(house.db, ids("gapId")))
    texts.set(
      row.gap_id,
      canonicalJson([
        row.site_id,
        row.camera_id,
        row.stream,
        row.start_ms,
        row.end_ms,
        row.cause,
        row.facts,
        row.claims,
      ]),
    );
  return texts;
}

function textOf(record: SegmentRecord | GapRecord): string {
  const { siteId, cameraId, stream, startMs, endMs } = record;
  if ("segmentId" in record) {
    const claims = record.occasions
      .map(({ id, number }) => `${id}#${number}`)
      .toSorted()
      .join(" ");
    return canonicalJson([
      siteId,
      cameraId,
      stream,
      record.runId,
      startMs,
      endMs,
      record.sizeBytes,
      claims,
    ]);
  }
  const claims = record.occasions
    .map(({ id }) => id)
    .toSorted()
    .join(" ");
  return canonicalJson([
    siteId,
    cameraId,
    stream,
    startMs,
    endMs,
    record.cause,
    record.facts,
    claims,
  ]);
}
