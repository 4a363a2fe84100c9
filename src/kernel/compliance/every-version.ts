import { type EntryKind, entryKinds } from "../../contract/entries.ts";

const nameOf = (kind: string) => kind.replace(/@\d+$/, "");
const isKind = (name: string): name is EntryKind => Object.hasOwn(entryKinds, name);
const byName = Map.groupBy(Object.keys(entryKinds).filter(isKind), nameOf);

/** Each kind with all its versions: what was entered before a newer shape is evidence, too. */
export function everyVersion(kinds: readonly EntryKind[]): EntryKind[] {
  return [...new Set(kinds.flatMap((kind) => byName.get(nameOf(kind)) ?? []))];
}
