import { canonicalJson } from "../../kernel/canonical.ts";
import type { ExportedEntry } from "../../contract/entries.ts";
import { type PackagePiece, packagePaths } from "../../contract/package.ts";
import type { House } from "../../platform/house.ts";
import { historyOf, proveEntries, proveEntry } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import { openExportKey } from "./export-key.ts";

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

/** The entries a package is about: the case, the order, the key, the rounds of its records. */
export async function entriesOf(
  house: House,
  of: {
    readonly exportId: string;
    readonly requestId: string;
    readonly roundIds: Iterable<string>;
  },
): Promise<string[]> {
  const ids: string[] = [(await openExportKey(house)).entryId];
  for (const entry of (await historyOf(house, of.requestId, { most: 200 })).toReversed())
    ids.push(entry.entryId);
  const started = await historyOf(house, of.exportId, {
    kinds: ["export.started@1", "export.started@2"],
    most: 1,
  });
  ids.push(...started.map((entry) => entry.entryId));
  for (const roundId of new Set(of.roundIds)) {
    const kinds = ["vault.round-taken@1"] as const;
    const [round] = await historyOf(house, roundId, { kinds, most: 1 });
    if (round !== undefined) ids.push(round.entryId);
  }
  return [...new Set(ids)];
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
    const told = Object.entries(proof.value.personal).filter(([field]) => !keptBack.has(field));
    personal.set(id, Object.fromEntries(told));
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
