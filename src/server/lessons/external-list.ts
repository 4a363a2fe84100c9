import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { toHex } from "../../kernel/bytes.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { act } from "../ledger/index.ts";
import { listSeen } from "./read-lessons.ts";

const Words = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  kinds: z.record(z.string(), z.string()),
  missing: z.string(),
});

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** External activities of a span (S0-5.2.4), as the database lets this tier see them. */
export async function listExternal(
  house: House,
  actor: PersonActor,
  span: Span,
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const { fromMs, toMs } = span;
  if (toMs <= fromMs || toMs - fromMs > limits.timelineSpanMs)
    return refused("span_invalid", { reason: "length" });
  return listSeen(house, actor, { span: { startMs: fromMs, endMs: toMs }, externalOnly: true });
}

/** The same as a workbook; that it was taken is entered. */
export async function externalTable(
  house: House,
  actor: PersonActor,
  span: Span,
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const listed = await listExternal(house, actor, span);
  if (!listed.ok) return listed;
  const words = Words.parse(
    JSON.parse(readShippedText(import.meta.url, "templates/external.json")),
  );
  const { timeZone } = house.config;
  const rows = listed.value.lessons.map((lesson) => {
    const { external } = lesson;
    const start = localTime(lesson.startMs, timeZone);
    return [
      start.date,
      `${start.time}–${localTime(lesson.endMs, timeZone).time}`,
      external === null ? words.missing : (words.kinds[external.kind] ?? external.kind),
      external?.party ?? words.missing,
      external?.agreement ?? words.missing,
      lesson.project,
      lesson.course,
      lesson.venueName,
      lesson.teachers.map((teacher) => teacher.name).join("、"),
      lesson.officialName,
    ];
  });
  const bytes = await writeTable([{ title: words.title, rows: [words.columns, ...rows] }]);
  const day = (atMs: number) => localTime(atMs, timeZone).date;
  const fileName = `${words.title}-${day(span.fromMs)}-${day(span.toMs - 1)}.xlsx`;
  return act(house, actor, "externals.exported@1", async () =>
    granted({
      value: { bytes, fileName },
      subject: { type: "house", id: house.siteId },
      body: { ...span, rows: rows.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}
