import { z } from "zod";
import { coverageKinds } from "../../contract/camera.ts";
import { gapReasons, interruptionCauses } from "../../contract/completion.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";

const Columns = z.array(z.string());
/** Texts of the printed sheets, as the template beside this file has them. */
const Words = z.strictObject({
  register: z.string(),
  columns: Columns.length(7),
  signers: z.array(z.string()),
  count: z.string(),
  period: z.string(),
  waiting: z.string(),
  goesOn: z.string(),
  notResumed: z.string(),
  corrects: z.string(),
  corrected: z.string(),
  filled: z.string(),
  late: z.string(),
  askedAgain: z.string(),
  causes: z.record(z.enum(interruptionCauses), z.string()),
  reasons: z.record(z.enum(gapReasons), z.string()),
  kinds: z.record(z.enum(coverageKinds), z.string()),
  streams: z.record(z.enum(["main", "sub"]), z.string()),
  states: z.record(z.enum(["kept", "lost", "damaged"]), z.string()),
  certificate: z.strictObject({
    title: z.string(),
    count: z.string(),
    verdict: z.string(),
    lesson: z.string(),
    coverage: z.string(),
    coverageColumns: Columns.length(6),
    missing: z.string(),
    missingColumns: Columns.length(7),
    cameras: z.string(),
    cameraColumns: Columns.length(6),
    confirmation: z.string(),
    proof: z.string(),
    segments: z.string(),
    segmentColumns: Columns.length(5),
    complete: z.string(),
    explained: z.string(),
    incomplete: z.string(),
    noKind: z.string(),
    unreasoned: z.string(),
    none: z.string(),
    noCamera: z.string(),
    sound: z.string(),
    noSound: z.string(),
    notConfirmed: z.string(),
    confirmed: z.string(),
    reported: z.string(),
    reopened: z.string(),
    lateMark: z.string(),
    span: z.string(),
    proofText: z.string(),
    tooMany: z.string(),
  }),
});

let read: z.infer<typeof Words> | undefined;
export function sheetWords(): z.infer<typeof Words> {
  read ??= Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  return read;
}

/** To the second, as gaps are. */
export function secondOf(house: House, atMs: number): string {
  const { date } = localTime(atMs, house.config.timeZone);
  return `${date} ${timeOf(house, atMs)}`;
}

export function timeOf(house: House, atMs: number): string {
  const { time } = localTime(atMs, house.config.timeZone);
  return `${time}:${String(Math.floor(atMs / 1_000) % 60).padStart(2, "0")}`;
}

/** `1:02:03.5`: tenths only where there are any. */
export function lengthOf(durationMs: number): string {
  const tenths = Math.round(durationMs / 100);
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = Math.floor(tenths / 10);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const head = hours > 0 ? `${hours}:${two(minutes)}` : two(minutes);
  const tail = tenths % 10 === 0 ? "" : `.${tenths % 10}`;
  return `${head}:${two(rest)}${tail}`;
}
