import type { i18n } from "i18next";

/** What follows a number in English: for one, and for every other number. */
export const numberForms = {
  s: ["", "s"],
  y: ["y", "ies"],
  verb: ["s", ""],
  are: ["is", "are"],
  have: ["has", "have"],
  do: ["does", "do"],
} as const;

/** A hole with a form, `{{n}} camera{{n, s}}`, takes what goes with its number. */
export function addNumberForms({ services }: i18n): void {
  for (const [name, [one, many]] of Object.entries(numberForms))
    services.formatter?.add(name, (value: unknown) => (Number(value) === 1 ? one : many));
}
