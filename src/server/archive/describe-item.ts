import type { MetadataField } from "../../contract/archive.ts";
import { limits } from "../../contract/limits.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { Manifest } from "../../contract/vault.ts";
import { describe } from "../../kernel/archive/metadata.ts";
import type { House } from "../../platform/house.ts";
import { openWriteOnceFiles } from "../../platform/vault-files.ts";
import { escapeXml } from "../../platform/xml.ts";
import { historyOf } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { cameras, site } from "../places/index.ts";
import type { ToldHome } from "../vault/index.ts";
import type { KeptThings } from "./examine-kept.ts";

/** The description of an item by DA/T 63, from what the house keeps about it. */
export async function describeHome(
  house: House,
  of: {
    readonly item: ItemLine;
    readonly home: ToldHome;
    readonly things: KeptThings;
    readonly manifests: readonly string[];
  },
): Promise<MetadataField[]> {
  const { item, home, things } = of;
  const facts = home.kind === "lesson" ? await lessonById(house, home.homeId) : undefined;
  const names = facts?.names ?? (await frozenNames(house, of.manifests));
  const read = await site.read(house);
  const ids = [...new Set(things.segments.map((one) => one.record.cameraId))];
  const known = await cameras.find(house, ids);
  const history = await historyOf(house, item.itemId, { most: limits.pageRows });
  return describe({
    item,
    institution: read.ok ? read.value.name : "",
    siteId: house.siteId,
    project: names?.project ?? "",
    audiences: names?.audiences ?? [],
    teachers: names?.teachers ?? [],
    place: home.place,
    startMs: home.startMs,
    endMs: home.endMs,
    sensitivity: facts?.lesson.sensitivity ?? "",
    segments: things.segments.map(({ record, vaultPath }) => ({ record, path: vaultPath })),
    gaps: things.gaps.length,
    cameras: known.map((camera) => ({ label: camera.label, text: camera.name })),
    steps: history.toReversed().map((entry) => ({
      atMs: entry.atMs,
      act: entry.leaf.kind,
      by: entry.leaf.actor.kind === "system" ? entry.leaf.actor.name : entry.leaf.actor.role,
      result: entry.index === null ? "" : `#${entry.index}`,
    })),
    rounds: [...new Set(things.segments.map((one) => one.roundId))],
  });
}

/** Names as they were when the folder was chosen: its manifest has them. */
async function frozenNames(house: House, manifests: readonly string[]) {
  const [first] = manifests.toSorted();
  if (first === undefined) return undefined;
  const files = openWriteOnceFiles(house.paths.vault);
  const text = await files.readText(first, limits.manifestBytes).catch(() => undefined);
  try {
    return Manifest.safeParse(JSON.parse(text ?? "")).data?.names;
  } catch {
    return undefined;
  }
}

/** Characters XML 1.0 cannot hold, escaped or not. */
// oxlint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const xml = (text: string) => escapeXml(text.toWellFormed().replaceAll(notXml, "\uFFFD"));

/** The same fields as XML, each under the standard's own term. */
export function metadataXml(fields: readonly MetadataField[]): string {
  const lines = fields.flatMap(({ name, term, values }) =>
    values.map((value) => `  <field name="${xml(name)}" term="${xml(term)}">${xml(value)}</field>`),
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<record standard="DA/T 63-2017" version="1">`,
    ...lines,
    "</record>",
    "",
  ].join("\n");
}
