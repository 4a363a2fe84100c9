import type { PersonActor } from "../../contract/actor.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { SpotCheck } from "../../contract/supervision.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { formWords, minuteOf } from "./form-words.ts";
import type { Typeset } from "./print-self-check.ts";
import { readSpotCheck } from "./read-spot-checks.ts";

/** The report of a spot check with its seed and method, as a sheet. */
export async function printSpotCheck(
  house: House,
  actor: PersonActor,
  ask: { readonly checkId: string; readonly typeset: Typeset },
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const read = await readSpotCheck(house, actor, ask.checkId);
  if (!read.ok) return read;
  const bytes = await ask.typeset(house, spotCheckSheet(house, read.value), actor.name);
  const fileName = `${formWords().spotCheck.title}-${read.value.quarter}.pdf`;
  return act(house, actor, "supervision.exported@1", async () =>
    granted({
      value: { bytes, fileName },
      subject: { type: "spot-check", id: ask.checkId },
      body: {
        what: "spot-check",
        of: ask.checkId,
        form: "pdf",
        fileSha256: toHex(sha256(bytes)),
      },
    }),
  );
}

export function spotCheckSheet(house: House, check: SpotCheck): FormSheet {
  const words = formWords().spotCheck;
  const zone = house.config.timeZone;
  const size = String(check.size);
  const population = String(check.populationSize);
  const signed =
    check.finishedAtMs === null
      ? words.unfinished
      : filled(words.signed, {
          name: check.inspector,
          at: minuteOf(check.finishedAtMs, zone),
        });
  return {
    title: words.title,
    serial: `${check.quarter}-${check.checkId.slice(-8).toUpperCase()}`,
    digest: digestOf({ seed: check.seed, sample: check.sample, conclusion: check.conclusion }),
    period: filled(words.period, { quarter: check.quarter }),
    count: filled(words.count, { population, size }),
    rows: [
      plain(words.rows["unit"], words.units[check.unit] ?? check.unit),
      plain(
        words.rows["population"],
        filled(words.population, {
          name: words.populations[check.population] ?? check.population,
          from: minuteOf(check.fromMs, zone),
          to: minuteOf(check.toMs, zone),
          size: population,
          digest: check.populationSha256,
        }),
      ),
      plain(
        words.rows["seed"],
        filled(words.seed, {
          seed: check.seed,
          at: minuteOf(check.drawnAtMs, zone),
          earlier: String(check.earlier),
        }),
      ),
      plain(words.rows["method"], filled(words.method, { size })),
      { ...plain(words.rows["sample"], ""), table: sampleTable(check) },
      {
        ...plain(words.rows["conclusion"], check.conclusion),
        marks: [{ line: signed, strokes: check.strokes }],
      },
    ],
  };
}

function sampleTable(check: SpotCheck): NonNullable<FormRow["table"]> {
  const words = formWords().spotCheck;
  return {
    columns: words.columns,
    shares: [22, 42, 14, 22],
    rows: check.sample.map((thing) => [
      thing.key,
      thing.name,
      thing.result === null ? words.open : (words.results[thing.result] ?? thing.result),
      thing.note,
    ]),
  };
}

function plain(title: string | undefined, text: string): FormRow {
  return { title: title ?? "", text, marks: [], table: null };
}
