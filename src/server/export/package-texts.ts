import { z } from "zod";
import { RequestCase } from "../../contract/approval.ts";
import { escapeXml } from "../../platform/xml.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { oneLine } from "../../kernel/package/bag.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { site } from "../places/index.ts";
import type { CopyRow } from "./export.store.ts";
import type { ClipTexts } from "./make-clip.ts";

const Words = z.object({
  purposes: z.record(z.string(), z.string()),
  mark: z.record(z.string(), z.string()),
  steps: z.record(z.string(), z.string()),
  none: z.string(),
  whole: z.string(),
  clipName: z.string(),
  packageName: z.string(),
});

/** Texts for people, as the form templates beside this file have them. */
export interface PackageTexts {
  readonly institution: string;
  readonly madeAtMs: number;
  instant(atMs: number): string;
  /** Name of the archive without its ending. */
  readonly name: string;
  /** The lines burnt into a teaching clip (S0-12.2b). */
  marks(of: MarkFacts): string[];
  clip(of: MarkFacts): ClipTexts;
  readme(facts: { lessons: readonly string[]; verifierKey: string }): string;
  request(): { readonly json: string; readonly text: string };
}

export interface MarkFacts {
  readonly officialName: string;
  readonly label: string;
  readonly startMs: number;
  readonly endMs: number;
  /** What was covered in its pictures and taken from its sound. */
  readonly covered: { readonly masks: number; readonly muted: boolean };
}

export async function textsOf(house: House, row: CopyRow): Promise<PackageTexts> {
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const word = (name: string) => words.mark[name] ?? name;
  const read = await site.read(house);
  const institution = read.ok && read.value.name !== "" ? read.value.name : words.none;
  const { timeZone } = house.config;
  const minute = (atMs: number) => {
    const { date, time } = localTime(atMs, timeZone);
    return `${date} ${time}`;
  };
  const instant = (atMs: number) =>
    `${minute(atMs)}:${String(Math.floor(atMs / 1_000) % 60).padStart(2, "0")}`;
  const purpose = row.purpose === null ? words.none : (words.purposes[row.purpose] ?? row.purpose);
  const due = row.return_due_ms === null ? null : minute(row.return_due_ms);
  const coverOf = ({ masks, muted }: MarkFacts["covered"]) =>
    [...(masks === 0 ? [] : [`${word("masks")}${masks}`]), ...(muted ? [word("muted")] : [])].join(
      "  ",
    );
  const range = (of: { startMs: number; endMs: number }) =>
    `${instant(of.startMs)} – ${instant(of.endMs)}`;
  const marks = (of: MarkFacts) => [
    `${word("source")}${oneLine(of.officialName)} ${of.label}`,
    `${word("range")}${range(of)}`,
    `${word("purpose")}${purpose}  ${word("request")}${row.serial}  ${word("requester")}${oneLine(row.requester)}`,
    ...(due === null ? [] : [`${word("return")}${due}`]),
    ...(coverOf(of.covered) === "" ? [] : [coverOf(of.covered)]),
  ];
  const madeAtMs = house.clock.now();
  const form = row.form === "clip" ? words.clipName : words.packageName;
  return {
    institution,
    madeAtMs,
    instant,
    name: `${form}_${row.serial}_${localTime(madeAtMs, timeZone).date}_${row.export_id.slice(-6)}`,
    marks,
    clip(of) {
      const lines = marks(of);
      const title = `${oneLine(of.officialName)} ${of.label}`;
      return { title, comment: lines.join("\n"), xmp: xmpOf({ title, lines, row }) };
    },
    readme: ({ lessons, verifierKey }) =>
      filled(
        readShippedText(import.meta.url, "templates/README.txt"),
        inLines({
          serial: row.serial,
          unit: row.unit === "" ? words.none : row.unit,
          institution,
          madeAt: minute(madeAtMs),
          purpose,
          lessons: lessons.join("；"),
          range:
            row.start_ms === null || row.end_ms === null
              ? words.whole
              : range({ startMs: row.start_ms, endMs: row.end_ms }),
          returnDue: due ?? words.none,
          verifierKey,
        }),
      ),
    request: () => ({
      json: `${row.request_text}\n`,
      text: requestText(row, { minute, purpose, steps: words.steps }),
    }),
  };
}

/** The case as plain lines, for people without our system. */
function requestText(
  row: CopyRow,
  told: {
    readonly minute: (atMs: number) => string;
    readonly purpose: string;
    readonly steps: Readonly<Record<string, string>>;
  },
): string {
  const { minute, purpose, steps } = told;
  const request = RequestCase.parse(JSON.parse(row.request_text));
  const lines = [
    ["申请编号 · number", request.serial],
    ["表单 · form", request.form],
    ["依据 · rule", request.rule],
    ["申请人 · filed by", request.filedBy],
    ["申请时间 · filed at", minute(request.filedAtMs)],
    ["调取单位 · unit", request.unit],
    ["经办人 · handler", request.handler],
    ["调取内容 · content", request.lessons.map((lesson) => lesson.title).join("；")],
    ["用途 · purpose", [purpose, request.reason].filter((one) => one !== "").join("：")],
    [
      "归还时间 · to be returned by",
      request.returnDueMs === null ? "—" : minute(request.returnDueMs),
    ],
    ...request.steps.map((step) => [
      `${step.number}. ${step.rule}`,
      [
        steps[step.state] ?? step.state,
        step.name ?? "",
        step.opinion ?? "",
        step.decidedAtMs === null ? "" : minute(step.decidedAtMs),
      ]
        .filter((one) => one !== "")
        .join("  "),
    ]),
  ];
  return lines.map(([name = "", text = ""]) => `${name}: ${oneLine(text)}\n`).join("");
}

function xmpOf(of: { title: string; lines: readonly string[]; row: CopyRow }): string {
  const { title, lines, row } = of;
  const due =
    row.return_due_ms === null
      ? ""
      : `<xmp:Label>${escapeXml(new Date(row.return_due_ms).toISOString())}</xmp:Label>`;
  return [
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" xmlns:dc="http:&#47;&#47;purl.org/dc/elements/1.1/" xmlns:xmp="http:&#47;&#47;ns.adobe.com/xap/1.0/">`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(lines.join("\n"))}</rdf:li></rdf:Alt></dc:description>`,
    `<dc:identifier>${escapeXml(`${row.serial}/${row.export_id}`)}</dc:identifier>${due}`,
    `</rdf:Description></rdf:RDF></x:xmpmeta>`,
    `<?xpacket end="w"?>`,
  ].join("");
}

/** Values of a template: what a person wrote stays one line. */
function inLines(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, oneLine(text)]));
}
