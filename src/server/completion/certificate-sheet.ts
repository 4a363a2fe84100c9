import type { CertificateFacts, CompletionCard, Interruption } from "../../contract/completion.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { filled } from "../../kernel/filled-template.ts";
import type { House } from "../../platform/house.ts";
import { readCheckpoint } from "../ledger/index.ts";
import type { Certified } from "./certificate-facts.ts";
import { lengthOf, secondOf, sheetWords, timeOf } from "./sheet-words.ts";

export type Typeset = (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;

/** Digests printed one by one; more of them stand in the package only. */
const segmentsPrintedMost = 3_000;

/**
 * The certificate on paper (完整性证明): what is missing stands on its first page, before anything that is
 * there; then each camera, the teacher's word, the digests.
 */
export async function certificateSheet(
  house: House,
  of: Certified,
  factsSha256: string,
): Promise<FormSheet> {
  const words = sheetWords().certificate;
  const { card, facts } = of;
  return {
    title: words.title,
    serial: serialOf(facts),
    digest: factsSha256,
    period: facts.officialName,
    count: filled(words.count, {
      cameras: facts.cameras.length,
      gaps: facts.interruptions.length,
      segments: facts.segments.length,
    }),
    rows: [
      plain(words.verdict, verdictText(facts)),
      plain(
        words.lesson,
        `${facts.officialName}\n${filled(words.span, {
          from: secondOf(house, facts.lesson.startMs),
          to: timeOf(house, facts.lesson.endMs),
        })}`,
      ),
      coverageRow(card),
      missingRow(house, card),
      cameraRow(card),
      confirmationRow(house, card),
      plain(
        words.proof,
        filled(words.proofText, { facts: factsSha256, ledger: await ledgerLine(house) }),
      ),
      segmentRow(house, facts),
    ],
  };
}

export function serialOf(facts: CertificateFacts): string {
  return `WZ-${facts.lessonId.slice(-12).toUpperCase()}`;
}

function verdictText(facts: CertificateFacts): string {
  const words = sheetWords();
  const { certificate: texts } = words;
  if (facts.verdict !== "incomplete") return texts[facts.verdict];
  const kinds = facts.missingKinds.map((kind) => words.kinds[kind]).join("、");
  const open = facts.interruptions.filter((one) => one.reason === null).length;
  return [
    texts.incomplete,
    ...(kinds === "" ? [] : [filled(texts.noKind, { kinds })]),
    ...(open === 0 ? [] : [filled(texts.unreasoned, { count: open })]),
  ].join("");
}

function coverageRow(card: CompletionCard): FormRow {
  const words = sheetWords();
  const labels = labelsOf(card);
  const rows = card.kinds.map((kind) => [
    words.kinds[kind.kind],
    kind.cameraIds.map((id) => labels.get(id) ?? "").join("、") || words.certificate.noCamera,
    lengthOf(kind.expectedMs),
    lengthOf(kind.presentMs),
    lengthOf(kind.missingMs),
    shareOf(kind),
  ]);
  return {
    ...plain(words.certificate.coverage, ""),
    table: { columns: words.certificate.coverageColumns, shares: [18, 22, 15, 15, 15, 15], rows },
  };
}

/** Down, never up: 100 % is said only of what lacks nothing. */
function shareOf(of: { readonly expectedMs: number; readonly presentMs: number }): string {
  if (of.expectedMs === 0) return "";
  return `${(Math.floor((of.presentMs * 10_000) / of.expectedMs) / 100).toFixed(2)}%`;
}

function missingRow(house: House, card: CompletionCard): FormRow {
  const words = sheetWords();
  if (card.interruptions.length === 0)
    return plain(words.certificate.missing, words.certificate.none);
  const labels = labelsOf(card);
  const rows = card.interruptions.map((one) => [
    labels.get(one.cameraId) ?? "",
    timeOf(house, one.startMs),
    one.endMs === null ? words.goesOn : timeOf(house, one.endMs),
    lengthOf((one.endMs ?? card.lesson.endMs) - one.startMs),
    words.causes[one.cause],
    reasonText(one),
    one.reason?.by ?? "",
  ]);
  return {
    ...plain(words.certificate.missing, ""),
    table: {
      columns: words.certificate.missingColumns,
      shares: [10, 13, 13, 10, 18, 24, 12],
      rows,
    },
  };
}

export function reasonText({ reason }: Pick<Interruption, "reason">): string {
  const words = sheetWords();
  if (reason?.reason == null) return words.waiting;
  return [words.reasons[reason.reason], reason.text].filter((text) => text !== "").join("：");
}

function cameraRow(card: CompletionCard): FormRow {
  const words = sheetWords();
  const rows = card.cameras.map((camera) => [
    `${camera.label} ${camera.name}`,
    camera.coverage.map((kind) => words.kinds[kind]).join("、"),
    lengthOf(camera.expectedMs),
    lengthOf(camera.presentMs),
    lengthOf(camera.missingMs),
    camera.sound ? words.certificate.sound : words.certificate.noSound,
  ]);
  if (rows.length === 0) return plain(words.certificate.cameras, words.certificate.noCamera);
  return {
    ...plain(words.certificate.cameras, ""),
    table: { columns: words.certificate.cameraColumns, shares: [24, 28, 14, 14, 12, 8], rows },
  };
}

function confirmationRow(house: House, card: CompletionCard): FormRow {
  const words = sheetWords().certificate;
  const last = card.said.at(-1);
  if (last === undefined) return plain(words.confirmation, words.notConfirmed);
  const values = {
    by: last.by,
    at: secondOf(house, last.atMs),
    late: last.late ? words.lateMark : "",
    remark: last.remark,
  };
  if (last.kind === "reported") return plain(words.confirmation, filled(words.reported, values));
  if (last.reopenedAtMs !== null) return plain(words.confirmation, filled(words.reopened, values));
  return {
    ...plain(words.confirmation, filled(words.confirmed, values)),
    marks: [{ line: last.by, strokes: last.strokes }],
  };
}

function segmentRow(house: House, facts: CertificateFacts): FormRow {
  const words = sheetWords();
  const { segments } = facts;
  const title = words.certificate.segments;
  if (segments.length === 0) return plain(title, words.certificate.none);
  if (segments.length > segmentsPrintedMost)
    return plain(title, filled(words.certificate.tooMany, { count: segments.length }));
  const labels = new Map(facts.cameras.map((one) => [one.cameraId, one.label]));
  const rows = segments.map((one) => [
    `${labels.get(one.cameraId) ?? ""} ${words.streams[one.stream]}`,
    timeOf(house, one.startMs),
    timeOf(house, one.endMs),
    // Broken in the middle: it has no place to break by itself.
    one.sha256 === null ? "" : `${one.sha256.slice(0, 32)}\n${one.sha256.slice(32)}`,
    words.states[one.state],
  ]);
  return {
    ...plain(title, ""),
    table: { columns: words.certificate.segmentColumns, shares: [15, 12, 12, 49, 12], rows },
  };
}

/** Size and root of the newest signed checkpoint. */
async function ledgerLine(house: House): Promise<string> {
  const note = await readCheckpoint(house);
  if (!note.ok) return "";
  const [, size = "", root = ""] = note.value.split("\n");
  return `${size} · ${root}`;
}

function labelsOf(card: CompletionCard): ReadonlyMap<string, string> {
  return new Map(card.cameras.map((one) => [one.cameraId, one.label]));
}

function plain(title: string, text: string): FormRow {
  return { title, text, marks: [], table: null };
}
