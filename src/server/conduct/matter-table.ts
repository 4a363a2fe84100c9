import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { type Matter, matterKinds, sanctions, violationCodes } from "../../contract/conduct.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { act } from "../ledger/index.ts";
import { listMatters } from "./read-matters.ts";

const Words = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  kinds: z.record(z.enum(matterKinds), z.string()),
  codes: z.record(z.enum(violationCodes), z.string()),
  sanctions: z.record(z.enum(sanctions), z.string()),
  unknown: z.string(),
  late: z.string(),
  open: z.string(),
  closed: z.string(),
});
type Words = z.infer<typeof Words>;

/** The register as a workbook; that it was taken is entered. */
export async function matterTable(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const listed = await listMatters(house, actor, { box: "all" });
  if (!listed.ok) return listed;
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const rows = listed.value.matters.toReversed().map((one) => cellsOf(house, one, words));
  const bytes = await writeTable([{ title: words.title, rows: [words.columns, ...rows] }]);
  return act(house, actor, "matter.exported@1", async () =>
    granted({
      value: { fileName: `${words.title}.xlsx`, bytes },
      subject: { type: "house", id: house.siteId },
      body: { rows: rows.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}

function cellsOf(house: House, one: Matter, words: Words): string[] {
  const minute = (atMs: number) => {
    const { date, time } = localTime(atMs, house.config.timeZone);
    return `${date} ${time}`;
  };
  return [
    one.code === null ? words.kinds[one.kind] : words.codes[one.code],
    minute(one.noticedAtMs),
    `${minute(one.reportedAtMs)}${one.late ? words.late : ""}`,
    [one.lesson, one.camera, one.place].filter((text) => text !== null && text !== "").join("；"),
    one.person?.name ?? words.unknown,
    one.text,
    one.evidence.map(({ label }) => label).join("；"),
    one.statements.map((said) => `${said.saidBy}：${said.text}`).join("；"),
    one.responsible?.name ?? "",
    one.disposition ?? "",
    one.sanctions.map((name) => words.sanctions[name]).join("、"),
    one.closedAtMs === null ? words.open : `${words.closed} ${minute(one.closedAtMs)}`,
  ];
}
