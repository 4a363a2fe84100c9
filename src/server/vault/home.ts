import type { Snapshot } from "../../contract/entries.ts";
import { type Partition, partitions } from "../../contract/lesson.ts";
import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import {
  type NameFacts,
  type NameTemplate,
  fileName,
  folderNames,
  officialName,
} from "../../kernel/naming.ts";
import { type Span, overlaps } from "../../kernel/timeline.ts";

export type SealedRecord = SegmentRecord | GapRecord;
export interface OccasionKey {
  readonly kind: "lesson" | "watch";
  readonly id: string;
}

/** What the vault must know of an occasion; the rooms that own occasions tell it through `HomeOf`. */
export interface OccasionHome {
  readonly occasion: OccasionKey;
  readonly partition: Partition;
  readonly names: NameFacts;
  readonly template: NameTemplate;
  /** Lead and tail left out. */
  readonly proper: Span;
  readonly snapshot: Snapshot;
}

/** Undefined: nobody knows this occasion (yet); its records stay in the spool. */
export type HomeOf = (
  occasion: OccasionKey,
  record: SealedRecord,
) => Promise<OccasionHome | undefined>;

/**
 * A record lies in one place, however many occasions claim it: the lesson whose proper span it touches,
 * else the later one (its lead); a 24-hour day only when there is no lesson. `homes` is not empty.
 */
export function chooseHome(homes: readonly OccasionHome[], record: Span): OccasionHome {
  const lessons = homes.filter((home) => home.occasion.kind === "lesson");
  const among = lessons.length > 0 ? lessons : homes;
  const latest = among.toSorted((a, b) => b.proper.startMs - a.proper.startMs);
  const chosen = latest.find((home) => overlaps(home.proper, record)) ?? latest[0];
  if (chosen === undefined) throw new Error("a record without an occasion has no home");
  return chosen;
}

/**
 * The partition fence (S0-8.2): what is recorded round the clock lies with the operation logs and is
 * never mixed with lessons, and a lesson never lies there.
 */
export function partitionFits(home: OccasionHome): boolean {
  return (home.occasion.kind === "watch") === (home.partition === "operations");
}

/** Folder candidates below the vault, `<partition>/<year>/<official name>`, in the order to try. */
export function folderCandidates(home: OccasionHome): string[] {
  const year = home.names.date.slice(0, 4);
  return folderNames(home.names, home.template).map(
    (name) => `${partitions[home.partition]}/${year}/${name}`,
  );
}

export interface HomeNames {
  readonly names: NameFacts;
  readonly template: NameTemplate;
}

/** Path below the home's folder: the bytes of a segment, the record of a gap. */
export function objectName(home: HomeNames, record: SealedRecord, homeId: string): string {
  const name = "segmentId" in record ? segmentName(home, record, homeId) : gapName(home, record);
  return `${record.label}/${name}`;
}

/** The same name with six characters of the id, for a number that came twice. */
export function markedName(name: string, id: string): string {
  return name.replace(/\.mp4$/, `_${id.slice(-6)}.mp4`);
}

/** The record beside the bytes. */
export function recordName(name: string): string {
  return name.replace(/\.mp4$/, ".segment.json");
}

function segmentName(home: HomeNames, record: SegmentRecord, homeId: string): string {
  const number = record.occasions.find((occasion) => occasion.id === homeId)?.number;
  if (number === undefined) throw new Error("a segment lies with one of its own occasions");
  return fileName(
    home.names,
    { label: record.label, stream: record.stream, number },
    home.template,
  );
}

function gapName(home: HomeNames, gap: GapRecord): string {
  const stream = gap.stream === "sub" ? "sub" : "";
  const suffix = `_${home.names.time}_${gap.label}${stream}_G${gap.gapId.slice(-12)}.gap.json`;
  return officialName(home.names, home.template) + suffix;
}
