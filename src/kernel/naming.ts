import { limits } from "../contract/limits.ts";
import { byteLength, cutToBytes, namePart } from "./naming-characters.ts";

/**
 * Official names (requirement S0-7, regulation Article 7; conflicts C-01, C-03, C-04, C-05). The
 * metadata is the truth, a name is a rendering of it by a versioned template and is never parsed back.
 *
 *   folder  【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室
 *   file    … the same …_0830_C03_S0007.mp4       main stream, segment 7 of camera C03
 *           … the same …_0830_C03sub_S0007.mp4    its sub-stream
 *
 * HHMM is the local start of the lesson, so that a second lesson of the same five parts on the same
 * day stays apart.
 */
export interface NameFacts {
  /** Lesson or watch day; six of its characters mark a shortened name. */
  readonly occasionId: string;
  /** Local date and start, `2026-06-01` and `0830`. */
  readonly date: string;
  readonly time: string;
  readonly project: string;
  readonly audiences: readonly string[];
  readonly teachers: readonly string[];
  readonly place: string;
}

interface Parts {
  readonly date: string;
  readonly project: string;
  readonly audience: string;
  readonly teacher: string;
  readonly place: string;
}

/** A template, once used, never changes: a new shape is a new version beside it. */
const templates = {
  /** The regulation's example, byte for byte. */
  "EX@1": (p: Parts) => `【${p.date}】${p.project} - ${p.audience} - ${p.teacher}-${p.place}`,
  /** The regulation's rule, literally. */
  "PLUS@1": (p: Parts) =>
    `【${p.date}】 + ${p.project} + ${p.audience} + ${p.teacher} + ${p.place}`,
  /** Single ASCII hyphens and no blanks, for systems that dislike them. */
  "SAFE@1": (p: Parts) =>
    `【${p.date}】${[p.project, p.audience, p.teacher, p.place].map((part) => part.replaceAll(" ", "")).join("-")}`,
} as const;

export type NameTemplate = keyof typeof templates;
export const nameTemplates: readonly NameTemplate[] = ["EX@1", "PLUS@1", "SAFE@1"];
export const defaultTemplate: NameTemplate = "EX@1";

/** Kept free in every name for `_HHMM_C9999sub_S9999999`, an id mark and the longest ending. */
const suffixBytes = 48;
const nameBytes = limits.fileNameBytes - suffixBytes;
/** What the other parts keep at least when shortening the audience was not enough. */
const floorBytes = { project: 60, teacher: 48, place: 48 } as const;

/** Several names as one part: two joined by `、`, more counted: `张三、李四等5人` (C-05). */
export function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, 2).map(namePart).join("、");
  return names.length > 2 ? `${shown}等${names.length}人` : shown;
}

/**
 * The official name: five parts, safe as one path component, at most 207 bytes, so that folder and
 * files carry the very same text and a suffix always fits in 255.
 */
export function officialName(facts: NameFacts, template: NameTemplate = defaultTemplate): string {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(facts.date)) throw new RangeError(`date: ${facts.date}`);
  const whole: Parts = {
    date: facts.date,
    project: namePart(facts.project),
    audience: joinNames(facts.audiences),
    teacher: joinNames(facts.teachers),
    place: namePart(facts.place),
  };
  const render = (parts: Parts) => endSafely(templates[template](parts).normalize("NFC"));
  return render(fit(whole, render, `…${facts.occasionId.slice(-6)}`));
}

/** The audience gives way first and carries the id mark; then project, teacher, place; never the date. */
function fit(whole: Parts, render: (parts: Parts) => string, mark: string): Parts {
  let parts = whole;
  const excess = () => byteLength(render(parts)) - nameBytes;
  if (excess() <= 0) return parts;
  const least = { ...parts, audience: mark };
  const room = nameBytes - byteLength(render(least));
  parts = { ...parts, audience: cutToBytes(parts.audience, Math.max(0, room)) + mark };
  for (const name of ["project", "teacher", "place"] as const) {
    const over = excess();
    if (over <= 0) return parts;
    const size = byteLength(parts[name]);
    const keep = Math.max(floorBytes[name], size - over - byteLength("…"));
    if (size > keep) parts = { ...parts, [name]: `${cutToBytes(parts[name], keep - 3)}…` };
  }
  if (excess() > 0) throw new RangeError("a name does not fit: the floors are too high");
  return parts;
}

function endSafely(name: string): string {
  return name.replace(/[. ]+$/, (tail) => (tail.includes(".") ? "．" : ""));
}

/**
 * Folder names to try in order: the official name as it is; with the start, when another lesson of the
 * day has the same five parts; with start and id, when even that is taken. Compare by `collisionKey`:
 * NTFS and SMB ignore case. Which folder is whose stands in the catalogue and in its manifest.
 */
export function folderNames(
  facts: NameFacts,
  template: NameTemplate = defaultTemplate,
): readonly [string, string, string] {
  const name = officialName(facts, template);
  const timed = `${name}_${clockText(facts)}`;
  return [name, timed, `${timed}_${facts.occasionId.slice(-12)}`];
}

export interface FileFacts {
  /** Camera label, unique and stable within its site: `C03`. */
  readonly label: string;
  readonly stream: "main" | "sub";
  /** Number of the segment within occasion, camera and stream, from 1. */
  readonly number: number;
  readonly extension?: string;
}

/** File name of a segment: official name and `_HHMM_C03_S0007.mp4` (C-03). */
export function fileName(
  facts: NameFacts,
  file: FileFacts,
  template: NameTemplate = defaultTemplate,
): string {
  if (!/^C[0-9]{2,4}$/.test(file.label)) throw new RangeError(`camera label: ${file.label}`);
  if (!Number.isSafeInteger(file.number) || file.number < 1) throw new RangeError("segment number");
  const stream = file.stream === "sub" ? "sub" : "";
  const number = String(file.number).padStart(4, "0");
  const suffix = `_${clockText(facts)}_${file.label}${stream}_S${number}.${file.extension ?? "mp4"}`;
  return officialName(facts, template) + suffix;
}

function clockText(facts: NameFacts): string {
  if (!/^[0-9]{4}$/.test(facts.time)) throw new RangeError(`time: ${facts.time}`);
  return facts.time;
}

/** Name facts of one local day of a 24-hour camera, which has no project, class or teacher. */
export function watchNameFacts(day: {
  occasionId: string;
  date: string;
  place: string;
  label?: string;
}): NameFacts {
  const { occasionId, date, place, label = "" } = day;
  const project = label === "" ? "全天录像" : `全天录像 ${label}`;
  return {
    occasionId,
    date,
    time: "0000",
    project,
    audiences: ["全体人员"],
    teachers: ["系统自动"],
    place,
  };
}
