import type { PackageCheck } from "../../contract/package.ts";
import type { CheckedPart } from "../../kernel/package/package-reading.ts";
import { type Pair, verifierChecks, verifierFaults, verifierWords } from "../words/verifier.ts";

/** The page's own element of this id. */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${id}`);
  return found;
}

function said(words: Pair): HTMLElement {
  const line = document.createElement("span");
  const english = document.createElement("span");
  line.textContent = words.zh;
  english.textContent = words.en;
  english.lang = "en";
  line.append(english);
  return line;
}

/** One check, waiting. */
export function partRow(check: PackageCheck): HTMLElement {
  const row = document.createElement("li");
  row.id = `check-${check}`;
  row.className = "waiting";
  const state = document.createElement("span");
  state.className = "state";
  state.append(said(verifierWords.waiting));
  const about = document.createElement("span");
  about.className = "about";
  row.append(state, said(verifierChecks[check]), about);
  return row;
}

export function told({ check, count, found }: CheckedPart): void {
  const row = element(`check-${check}`, HTMLLIElement);
  row.className = found === null ? "right" : "wrong";
  const [state, , about] = row.children;
  state?.replaceChildren(said(found === null ? verifierWords.holds : verifierWords.false));
  if (found === null) about?.replaceChildren(String(count));
  else about?.replaceChildren(said(verifierFaults[found.fault]), ` ${found.about}`);
}

/** The verdict as it stands; texts from the package are text, never markup. */
export function show(
  state: "working" | "right" | "wrong",
  title: Pair,
  about: string,
  notes: readonly Pair[] = [],
): void {
  const verdict = element("verdict", HTMLElement);
  verdict.className = state;
  const head = document.createElement("strong");
  head.append(said(title));
  const detail = document.createElement("code");
  detail.textContent = about;
  verdict.replaceChildren(head, ...notes.map(said), detail);
}

/** Whoever chooses a second package first sees nothing of the one before. */
export function forget(): void {
  for (const row of document.querySelectorAll<HTMLElement>("#checks li")) {
    row.className = "waiting";
    row.firstElementChild?.replaceChildren(said(verifierWords.waiting));
    row.lastElementChild?.replaceChildren();
  }
}
