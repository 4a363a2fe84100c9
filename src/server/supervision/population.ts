import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Drawable, SpotCheckLine } from "../../contract/supervision.ts";
import type { House } from "../../platform/house.ts";
import { type CasesOf, registers } from "../registers/index.ts";
import { items } from "../retention/index.ts";

interface Asked {
  readonly population: SpotCheckLine["population"];
  readonly fromMs: number;
  readonly toMs: number;
  readonly casesOf: CasesOf;
}

/** Everything of a span that a sample may be drawn from, by its lasting number. */
export async function populationOf(
  house: House,
  actor: PersonActor,
  asked: Asked,
): Promise<Outcome<Drawable[]>> {
  const things =
    asked.population === "recordings"
      ? await recordings(house, asked)
      : await registerLines(house, actor, { ...asked, form: asked.population });
  if (!things.ok) return things;
  const unique = new Map(things.value.map((thing) => [thing.key, thing]));
  if (unique.size === 0) return refused("sample_empty");
  return granted([...unique.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)));
}

async function recordings(house: House, asked: Asked): Promise<Outcome<Drawable[]>> {
  const { fromMs, toMs } = asked;
  const found = await items.inPeriod(house, {
    fromMs,
    toMs,
    text: "",
    footageOnly: true,
    offset: 0,
    most: limits.populationMost,
  });
  if (found.total > limits.populationMost) return tooLong(found.total);
  return granted(found.items.map((item) => ({ key: item.number, name: item.name.slice(0, 500) })));
}

async function registerLines(
  house: House,
  actor: PersonActor,
  asked: Asked & { readonly form: Exclude<Asked["population"], "recordings"> },
): Promise<Outcome<Drawable[]>> {
  const { form, fromMs, toMs, casesOf } = asked;
  const things: Drawable[] = [];
  for (;;) {
    const page = await registers.read(house, actor, {
      casesOf,
      form,
      fromMs,
      toMs,
      offset: things.length,
    });
    if (!page.ok) return page;
    if (page.value.total > limits.populationMost) return tooLong(page.value.total);
    things.push(
      ...page.value.rows.map((row) => ({
        key: `${form} ${row.number}`,
        name: row.cells.join(" · ").slice(0, 500),
      })),
    );
    if (page.value.rows.length === 0 || things.length >= page.value.total) return granted(things);
  }
}

function tooLong(rows: number) {
  return refused("register_too_long", { rows, limit: limits.populationMost });
}
