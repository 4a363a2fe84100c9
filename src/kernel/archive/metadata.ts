import type { FourPropertyReport, MetadataField } from "../../contract/archive.ts";
import type { SegmentRecord } from "../../contract/spool.ts";
import type { ItemLine } from "../../contract/retention.ts";

/** What an item is described from. */
export interface DescribedItem {
  readonly item: ItemLine;
  readonly institution: string;
  readonly siteId: string;
  readonly project: string;
  readonly audiences: readonly string[];
  readonly teachers: readonly string[];
  readonly place: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly sensitivity: string;
  readonly segments: readonly {
    readonly record: SegmentRecord;
    readonly path: string;
  }[];
  readonly gaps: number;
  readonly cameras: readonly { readonly label: string; readonly text: string }[];
  /** Time, act, agent and result of each step, oldest first. */
  readonly steps: readonly {
    readonly atMs: number;
    readonly act: string;
    readonly by: string;
    readonly result: string;
  }[];
  readonly rounds: readonly string[];
}

const instant = (atMs: number) => new Date(atMs).toISOString();
const field = (
  name: string,
  term: string,
  values: readonly (string | number)[],
): MetadataField => ({
  name,
  term,
  values: values.map(String),
});

/** The description of a recording by DA/T 63: everything the house knows by itself, in one order. */
export function describe(of: DescribedItem): MetadataField[] {
  const records = of.segments.map((one) => one.record);
  const video = records.flatMap((record) => record.tracks.filter((one) => one.kind === "video"));
  const audio = records.flatMap((record) => record.tracks.filter((one) => one.kind === "audio"));
  const sizeBytes = records.reduce((sum, record) => sum + record.sizeBytes, 0);
  return [
    field("archival-number", "档号", [of.item.number]),
    field("fonds-number", "全宗号", [of.siteId]),
    field("title", "题名", [of.item.name]),
    field("responsible", "责任者", [of.institution]),
    field("recorder", "摄录者", [of.institution]),
    field("persons", "人物", of.teachers),
    field("audience", "授课对象", of.audiences),
    field("activity", "业务活动描述", [of.project]),
    field("recorded-from", "摄录开始时间", [instant(of.startMs)]),
    field("recorded-to", "摄录结束时间", [instant(of.endMs)]),
    field("place", "摄录地点", [of.place]),
    field("length", "时间长度", [spanText(records)]),
    field("retention", "保管期限", [of.item.class]),
    field("classification", "密级", [of.sensitivity]),
    field("partition", "分区", [of.item.partition]),
    field("segments", "片段数", [records.length]),
    field("gaps", "断录数", [of.gaps]),
    field(
      "file-name",
      "计算机文件名",
      of.segments.map((one) => one.path),
    ),
    field("format", "格式", ["MP4 (ISO/IEC 14496-12, fragmented)"]),
    field("size", "计算机文件大小", [sizeBytes]),
    field("video-codec", "视频编码", once(video.map((one) => `${one.codec} ${one.codecString}`))),
    field("resolution", "视频分辨率", once(video.map(resolutionOf))),
    field("frame-rate", "帧率", once(records.flatMap(frameRate))),
    field("bit-rate", "视频码率", [bitRate(records, sizeBytes)]),
    field("audio-codec", "音频编码", once(audio.map((one) => one.codec))),
    field("sample-rate", "音频采样率", once(audio.map((one) => String(one.sampleRate)))),
    field("channels", "声道", once(audio.map((one) => String(one.channels)))),
    field(
      "device",
      "捕获设备",
      of.cameras.map((one) => `${one.label} ${one.text}`.trim()),
    ),
    field("digest-algorithm", "数字摘要算法", ["SHA-256"]),
    field(
      "digest",
      "数字摘要值",
      records.map((record) => record.sha256),
    ),
    field("signature", "数字签名", ["Ed25519", ...of.rounds.map((id) => `round ${id}`)]),
    field("management", "管理活动", of.steps.map(stepText)),
    field("related", "关联实体", [of.item.itemId]),
  ];
}

/** What may not be empty (the mandatory set). Sound and faces differ from lesson to lesson. */
const mandatory = [
  "archival-number",
  "fonds-number",
  "title",
  "responsible",
  "recorded-from",
  "recorded-to",
  "place",
  "length",
  "retention",
  "file-name",
  "format",
  "size",
  "video-codec",
  "resolution",
  "device",
  "digest",
  "management",
];

/** Terms of mandatory fields that say nothing. */
export function missingFields(fields: readonly MetadataField[]): string[] {
  return fields
    .filter((one) => mandatory.includes(one.name))
    .filter((one) => one.values.length === 0 || one.values.some((value) => value.trim() === ""))
    .map((one) => one.term);
}

const once = (values: readonly string[]): string[] => [...new Set(values)];
const resolutionOf = (track: { readonly widthPixels: number; readonly heightPixels: number }) =>
  `${track.widthPixels}×${track.heightPixels}`;

function frameRate(record: SegmentRecord): string[] {
  const lengthMs = record.endMs - record.startMs;
  return record.tracks.flatMap((track) =>
    track.kind === "video" && lengthMs > 0
      ? [`${Math.round((track.frames * 10_000) / lengthMs) / 10}`]
      : [],
  );
}

function bitRate(records: readonly SegmentRecord[], sizeBytes: number): string {
  const lengthMs = records.reduce((sum, record) => sum + record.endMs - record.startMs, 0);
  return lengthMs === 0 ? "" : `${Math.round((sizeBytes * 8) / lengthMs)} kbit/s`;
}

function spanText(records: readonly SegmentRecord[]): string {
  const lengthMs = records.reduce((sum, record) => sum + record.endMs - record.startMs, 0);
  return `${Math.round(lengthMs / 1_000)} s`;
}

function stepText(step: DescribedItem["steps"][number]): string {
  return [instant(step.atMs), step.act, step.by, step.result]
    .filter((one) => one !== "")
    .join(" | ");
}

/** The report as plain lines, for people without a viewer. */
export function reportText(report: FourPropertyReport): string {
  const head = [`${report.number}  ${report.name}`, instant(report.checkedAtMs), ""];
  const lines = report.lines.map(
    (line) =>
      `${line.property}  ${line.check}  ${line.result}  ${line.looked - line.wrong}/${line.looked}${
        line.about.length === 0 ? "" : `  ${line.about.join("; ")}`
      }`,
  );
  return `${[...head, ...lines].join("\n")}\n`;
}
