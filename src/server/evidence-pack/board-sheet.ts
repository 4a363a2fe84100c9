import { articles } from "../../contract/articles.ts";
import type {
  Board,
  BoardArticle,
  BoardFigures,
  InspectorAnswer,
} from "../../contract/compliance.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import type { PackRow } from "./evidence-pack.store.ts";
import { sheetWords } from "./sheet-words.ts";

interface Told {
  readonly row: PackRow;
  readonly institution: string;
  readonly board: Board;
  readonly answers: readonly InspectorAnswer[];
}

/** The board and the answers on paper: what is not as it should be stands on the first page. */
export function boardSheet(house: House, of: Told): FormSheet {
  const words = sheetWords();
  const { row, board } = of;
  const at = (atMs: number) => minuteOf(house, atMs);
  return {
    title: words.title,
    serial: `ZJ-${row.pack_id.slice(-12).toUpperCase()}`,
    digest: toHex(sha256(utf8(canonicalJson({ board, answers: of.answers })))),
    period: filled(words.period, { from: at(row.from_ms), to: at(row.to_ms) }),
    count: filled(words.count, { articles: board.articles.length }),
    rows: [
      plain(words.rows.institution, of.institution),
      plain(
        words.rows.asked,
        filled(words.asked, {
          name: row.asked_by,
          role: words.roles[row.role] ?? row.role,
          at: at(row.asked_at_ms),
          reason: row.reason,
        }),
      ),
      plain(words.rows.states, statesText(of)),
      plain(words.rows.red, redText(board)),
      principleRow(board),
      plain(words.rows.proof, words.proof),
      plain(words.rows.limits, filled(words.limits, { at: at(board.atMs) })),
      articleRow(house, board),
      answerRow(of.answers),
    ],
  };
}

function statesText({ board, answers }: Told): string {
  const of = (states: readonly string[], wanted: string) =>
    states.filter((state) => state === wanted).length;
  const principles = board.principles.map((one) => one.state);
  const states = board.articles.map((one) => one.state);
  const answered = answers.map((one) => one.state);
  return filled(sheetWords().states, {
    principlesGreen: of(principles, "green"),
    principlesRed: of(principles, "red"),
    articlesGreen: of(states, "green"),
    articlesRed: of(states, "red"),
    articlesHuman: of(states, "human"),
    shown: of(answered, "shown"),
    lacking: of(answered, "lacking"),
    notKept: of(answered, "not-kept"),
  });
}

/** Every red article with the figures that make it red. */
function redText(board: Board): string {
  const red = board.articles.filter((one) => one.state === "red");
  if (red.length === 0) return sheetWords().noRed;
  return red.map((one) => `${nameOf(one)} ${figuresText(onlyFaults(one), one.faults)}`).join("\n");
}

function onlyFaults(one: BoardArticle): BoardFigures {
  return Object.fromEntries(one.faults.map((name) => [name, one.figures[name] ?? 0]));
}

function principleRow(board: Board): FormRow {
  const words = sheetWords();
  const rows = board.principles.map((one) => [
    words.principles[one.key],
    words.boardStates[one.state],
    one.checks
      .map((check) => {
        const name = words.checks[check.key] ?? check.key;
        return filled(words.check, { name, told: figuresText(check.figures, check.faults) });
      })
      .join("\n"),
  ]);
  return table(words.rows.principles, words.principleColumns, { shares: [14, 12, 74], rows });
}

function articleRow(house: House, board: Board): FormRow {
  const words = sheetWords();
  const rows = board.articles.map((one) => [
    `${nameOf(one)}\n${words.articles[one.key]}`,
    words.classes[one.class],
    words.boardStates[one.state],
    figuresText(one.figures, one.faults),
    one.lastEvidenceAtMs === null ? words.never : minuteOf(house, one.lastEvidenceAtMs),
  ]);
  const shares = [34, 11, 11, 29, 15];
  return table(words.rows.articles, words.articleColumns, { shares, rows });
}

function answerRow(answers: readonly InspectorAnswer[]): FormRow {
  const words = sheetWords();
  const rows = answers.map((one) => [
    `${one.no} ${words.questions[one.no]}`,
    words.answerStates[one.state],
    figuresText(one.figures, one.faults),
  ]);
  return table(words.rows.answers, words.answerColumns, { shares: [34, 13, 53], rows });
}

/** 第四条（三） with its row's key. */
function nameOf(one: BoardArticle): string {
  const words = sheetWords();
  const item = articles.find((article) => article.key === one.key)?.item ?? "";
  const [part = "", ...rest] = item.split(".");
  const number = words.articleNumbers[String(one.article)] ?? String(one.article);
  return `${number}${words.parts[part] ?? part}${rest.join(".")} ${one.key}`;
}

/** Figures by name, those that make it red marked; a zero is said, too: it was counted. */
function figuresText(figures: BoardFigures, faults: readonly string[]): string {
  const words = sheetWords();
  return Object.entries(figures)
    .map(([key, value]) => {
      const name = words.figures[key] ?? key;
      const told = { name, value: valueText(key, value) };
      return filled(faults.includes(key) ? words.fault : words.figure, told);
    })
    .join("　");
}

function valueText(key: string, value: number): string {
  if (!key.endsWith("Ms")) return String(value);
  const minutes = Math.floor(value / 60_000);
  const seconds = Math.floor(value / 1_000) % 60;
  return `${minutes}:${String(seconds).padStart(2, "0")}`;
}

function minuteOf(house: House, atMs: number): string {
  const { date, time } = localTime(atMs, house.config.timeZone);
  return `${date} ${time}`;
}

function plain(title: string, text: string): FormRow {
  return { title, text, marks: [], table: null };
}

function table(
  title: string,
  columns: readonly string[],
  of: { readonly shares: readonly number[]; readonly rows: readonly (readonly string[])[] },
): FormRow {
  return of.rows.length === 0
    ? plain(title, "")
    : { title, text: "", marks: [], table: { columns, ...of } };
}
