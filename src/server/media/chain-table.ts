import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { z } from "zod";
import { act } from "../ledger/index.ts";
import { readMedium } from "./read-media.ts";

const Words = z.object({
  title: z.string(),
  facts: z.record(z.string(), z.string()),
  columns: z.array(z.string()),
  kinds: z.record(z.string(), z.string()),
  secrecy: z.record(z.string(), z.string()),
  moves: z.record(z.string(), z.string()),
  states: z.record(z.string(), z.string()),
  signed: z.string(),
});

/** The whole chain as a workbook of two sheets, for the file; that it was taken is entered. */
export async function chainTable(
  house: House,
  actor: PersonActor,
  mediumId: string,
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const read = await readMedium(house, actor, mediumId);
  if (!read.ok) return read;
  const { chain, ...medium } = read.value;
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const word = (group: Readonly<Record<string, string>>, name: string) => group[name] ?? name;
  const minute = (atMs: number) => {
    const { date, time } = localTime(atMs, house.config.timeZone);
    return `${date} ${time}`;
  };
  const rows = chain.map((link) => [
    String(link.number),
    word(words.moves, link.move),
    word(words.states, link.state),
    minute(link.atMs),
    link.name,
    link.serial ?? "",
    link.holder ?? "",
    link.note,
    words.signed,
  ]);
  const facts = [
    [word(words.facts, "label"), medium.label],
    [word(words.facts, "kind"), word(words.kinds, medium.kind)],
    [word(words.facts, "makerSerial"), medium.makerSerial],
    [word(words.facts, "secrecy"), word(words.secrecy, medium.secrecy)],
    [word(words.facts, "custodian"), medium.custodian],
    [word(words.facts, "state"), word(words.states, medium.state)],
    [word(words.facts, "mediumId"), medium.mediumId],
  ];
  const bytes = await writeTable([
    { title: words.title, rows: [words.columns, ...rows] },
    { title: word(words.facts, "medium"), rows: facts },
  ]);
  return act(house, actor, "medium.exported@1", async () =>
    granted({
      value: { bytes, fileName: `${words.title}_${medium.label}.xlsx` },
      subject: { type: "medium", id: mediumId },
      body: { mediumId, links: chain.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}
