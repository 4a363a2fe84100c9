import { canonicalJson } from "../../kernel/canonical.ts";
import type { ExportedEntry } from "../../contract/entries.ts";
import { type PackagePiece, packagePaths } from "../../contract/package.ts";
import type { House } from "../../platform/house.ts";
import { proveEntries, proveEntry } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";

/** A sealed record that goes into a package, and the media that is there of it. */
export interface ProvedThing {
  readonly id: string;
  readonly record: string;
  readonly roundId: string;
  readonly leafIndex: number;
  readonly media: PackagePiece["media"];
}

/** Texts of `data/proof/`, by path. */
export type ProofTexts = ReadonlyMap<string, string>;

/** What nobody outside needs to know of somebody who acted. */
const keptBack: ReadonlySet<string> = new Set(["actor.login", "contact"]);

/** An entry's personal fields as a package tells them. */
export function toldPersonal(personal: ExportedEntry["personal"]): ExportedEntry["personal"] {
  return Object.fromEntries(Object.entries(personal).filter(([field]) => !keptBack.has(field)));
}

/** Entries, paths and checkpoint as texts; undefined while the newest of them is not signed yet. */
export async function proveAll(
  house: House,
  entryIds: readonly string[],
): Promise<ProofTexts | undefined> {
  const personal = new Map<string, ExportedEntry["personal"]>();
  for (const id of entryIds) {
    const proof = await proveEntry(house, id);
    if (!proof.ok) return undefined;
    personal.set(id, toldPersonal(proof.value.personal));
  }
  const stated = await proveEntries(house, entryIds);
  const lines = stated.flatMap(({ entry, inclusion }, at) => {
    const id = entryIds[at];
    return entry === null || inclusion === null || id === undefined
      ? []
      : [{ entry: { ...entry, personal: personal.get(id) ?? {} }, inclusion }];
  });
  const [first] = stated;
  if (lines.length < entryIds.length || first?.checkpoint == null) return undefined;
  const inOrder = lines.toSorted((a, b) => a.entry.index - b.entry.index);
  return new Map([
    [packagePaths.entries, jsonLines(inOrder.map(({ entry }) => entry))],
    [
      packagePaths.inclusion,
      jsonLines(inOrder.map(({ entry, inclusion }) => ({ index: entry.index, inclusion }))),
    ],
    [packagePaths.checkpoint, first.checkpoint],
    [packagePaths.verifierKey, `${first.verifierKey}\n`],
  ]);
}

/** `data/proof/pieces.jsonl`: each record's place in its round. */
export async function placePieces(house: House, things: readonly ProvedThing[]): Promise<string> {
  const places = await kept.places(house, things);
  const pieces = things.flatMap(({ id, record, media }, at) => {
    const place = places[at];
    return place === undefined ? [] : [{ id, record, ...place, media }];
  });
  return jsonLines(pieces);
}

function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${canonicalJson(value)}\n`).join("");
}
