import { limits } from "../../contract/limits.ts";
import { namePart } from "../../kernel/naming-characters.ts";
import { type PaperMedia, paperEndings } from "../../kernel/paper/check-paper.ts";

/** A name to show: one line, bounded, no path, and the ending of what the paper really is. */
export function fileLabel(given: string, media: PaperMedia): string {
  const ending = paperEndings[media];
  const own = new RegExp(`\\.(?:${ending}${ending === "jpg" ? "|jpeg|jpe" : ""})$`, "i");
  const stem = namePart(given.slice(0, 400)).replace(own, "");
  const most = limits.nameCharacters - ending.length - 1;
  const cut = [...stem].slice(0, most).join("").slice(0, most).toWellFormed().trim();
  return `${cut === "" ? "paper" : cut}.${ending}`;
}
