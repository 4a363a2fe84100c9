import type { FourPropertyReport } from "../../contract/archive.ts";
import type { MetadataField } from "../../contract/archive.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { Examination } from "../../kernel/archive/four-properties.ts";
import { numberFaults } from "../../kernel/archive/examine-segments.ts";
import { missingFields } from "../../kernel/archive/metadata.ts";
import { overlaps } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { readTimeline } from "../catalogue/index.ts";
import { lessonById } from "../lessons/index.ts";
import { cameras } from "../places/index.ts";
import { type ToldHome, homes } from "../vault/index.ts";
import { describeHome } from "./describe-item.ts";
import { examineFolder } from "./examine-folder.ts";
import { type KeptThings, examineKept } from "./examine-kept.ts";

export interface Examined {
  readonly report: FourPropertyReport;
  readonly metadata: readonly MetadataField[];
  readonly things: KeptThings;
  /** Manifest files below the vault. */
  readonly manifests: readonly string[];
}

/** The check of four properties on one recorded item, read from the disk as it is now. */
export async function examineItem(
  house: House,
  item: ItemLine,
  homeId: string,
): Promise<Examined | undefined> {
  const [home] = await homes.tell(house, { homeIds: [homeId] });
  if (home === undefined) return undefined;
  const examination = new Examination();
  const things = await examineKept(house, { homeId, examination });
  const manifests = await examineFolder(house, { home, things, examination });
  await examineSource(house, { home, things, examination });
  await examineLesson(house, { home, item, examination });
  for (const fault of numberFaults(homeId, recordsOf(things), gapsOf(things)))
    examination.look("numbers-whole", fault);
  examination.look("numbers-whole");
  const metadata = await describeHome(house, { item, home, things, manifests });
  for (const term of missingFields(metadata)) examination.look("metadata-whole", term);
  examination.look("metadata-whole");
  const report: FourPropertyReport = {
    version: 1,
    itemId: item.itemId,
    number: item.number,
    name: item.name,
    checkedAtMs: house.clock.now(),
    segments: things.segments.length,
    gaps: things.gaps.length,
    sizeBytes: things.segments.reduce((sum, one) => sum + one.record.sizeBytes, 0),
    lines: examination.lines(),
  };
  return { report, metadata, things, manifests };
}

const recordsOf = (things: KeptThings) => things.segments.map((one) => one.record);
const gapsOf = (things: KeptThings) => things.gaps.map((one) => one.record);

interface About {
  readonly home: ToldHome;
  readonly examination: Examination;
}

/** Records come from this house, from cameras it knows under these labels. */
async function examineSource(
  house: House,
  of: About & { readonly things: KeptThings },
): Promise<void> {
  const all = [...recordsOf(of.things), ...gapsOf(of.things)];
  const known = await cameras.find(house, [...new Set(all.map((record) => record.cameraId))]);
  const labels = new Map(known.map((camera) => [camera.cameraId, camera.label]));
  for (const record of all) {
    const agrees =
      record.siteId === house.siteId &&
      labels.get(record.cameraId) === record.label &&
      record.occasions.some((occasion) => occasion.id === of.home.homeId);
    of.examination.look(
      "source-agrees",
      agrees ? undefined : "segmentId" in record ? record.segmentId : record.gapId,
    );
  }
}

/** Time, place and activity of the lesson are those of the folder, and nothing is missing unexplained. */
async function examineLesson(house: House, of: About & { readonly item: ItemLine }): Promise<void> {
  const { home, item, examination } = of;
  examination.look("name-agrees", home.officialName === item.name ? undefined : home.officialName);
  if (home.kind !== "lesson") return;
  const facts = await lessonById(house, home.homeId);
  if (facts === undefined) {
    examination.look("lesson-agrees", home.homeId);
    return;
  }
  const { lesson, snapshot } = facts;
  const agreed = [
    ["startMs", lesson.startMs === home.startMs],
    ["endMs", lesson.endMs === home.endMs],
    ["venue", snapshot["venueId"] === home.snapshot["venueId"]],
    ["partition", snapshot["partition"] === home.partition],
  ] as const;
  for (const [name, same] of agreed) examination.look("lesson-agrees", same ? undefined : name);
  const proper = { startMs: lesson.startMs, endMs: lesson.endMs };
  const span = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
  const timeline = await readTimeline(house, { lessonId: home.homeId, span, lesson: proper });
  for (const camera of timeline.cameras)
    for (const { stream, gaps } of camera.streams)
      for (const gap of gaps.filter((one) => overlaps(one, proper)))
        examination.look(
          "gaps-explained",
          gap.cause === "unknown"
            ? `${camera.label} ${stream} ${new Date(gap.startMs).toISOString()} – ${new Date(gap.endMs).toISOString()}`
            : undefined,
        );
  examination.look("gaps-explained");
}
