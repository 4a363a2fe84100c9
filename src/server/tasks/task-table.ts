import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { TaskLine } from "../../contract/tasks.ts";
import { toHex } from "../../kernel/bytes.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { act } from "../ledger/index.ts";
import { listTasks } from "./read-tasks.ts";

const Named = z.record(z.string(), z.string());
const Words = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  kinds: Named,
  states: Named,
  results: Named,
  fields: Named,
});
type Words = z.infer<typeof Words>;

/** Every duty of a span as a workbook, missed ones among them; that it was taken is entered. */
export async function taskTable(
  house: House,
  actor: PersonActor,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const listed = await listTasks(house, actor, span);
  if (!listed.ok) return listed;
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const { timeZone } = house.config;
  const rows = listed.value.tasks.map((line) => cellsOf(line, words, timeZone));
  const bytes = await writeTable([{ title: words.title, rows: [words.columns, ...rows] }]);
  const day = (atMs: number) => localTime(atMs, timeZone).date;
  return act(house, actor, "task.exported@1", async () =>
    granted({
      value: { bytes, fileName: `${words.title}-${day(span.fromMs)}-${day(span.toMs - 1)}.xlsx` },
      subject: { type: "house", id: house.siteId },
      body: { ...span, rows: rows.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}

function cellsOf(line: TaskLine, words: Words, timeZone: string): string[] {
  const word = (group: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(group, name) ? (group[name] ?? name) : name;
  const minute = (atMs: number) => Object.values(localTime(atMs, timeZone)).join(" ");
  const pairs = (values: Readonly<Record<string, string | number>>, names: Words["fields"]) =>
    Object.entries(values)
      .map(([name, value]) => `${word(names, name)}：${value}`)
      .join("；");
  const { signed } = line;
  return [
    line.period,
    [word(words.kinds, line.kind), ...(line.about === "" ? [] : [line.about])].join("："),
    line.rule,
    // The last minute of the period, as people say it.
    minute(line.dueMs - 60_000),
    word(words.states, line.state),
    signed === null ? "" : word(words.results, signed.result),
    signed?.name ?? "",
    signed === null ? "" : minute(signed.atMs),
    signed?.remark ?? "",
    signed === null ? "" : pairs(signed.filled, words.fields),
    signed === null ? "" : pairs(signed.facts, {}),
    signed?.signatureSha256 ?? "",
  ];
}
