import { Fault } from "../../contract/faults.ts";
import { parseBundle } from "../../kernel/ledger/bundle.ts";
import { parseTilePath, tileWidth } from "../../kernel/ledger/tiles.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";
import { gather } from "./streams.ts";

const bundleBytesMost = 256 * (65_535 + 2);

/**
 * The entries from `from` up to `size` as the copies of the ledger hold them; undefined when one of
 * their bundles is in no copy. Nothing here is believed: the ledger compares them with what it signed.
 */
export async function readTail(
  copies: SealedCopies,
  refused: Refused[],
  span: { readonly from: number; readonly size: number },
): Promise<readonly string[] | undefined> {
  const leaves: string[] = [];
  const bundles = await listBundles(copies);
  for (let index = Math.floor(span.from / tileWidth); index * tileWidth < span.size; index++) {
    const first = index * tileWidth;
    const wanted = Math.min(tileWidth, span.size - first);
    const found = bundles
      .filter((bundle) => bundle.index === index && bundle.width >= wanted)
      .toSorted((a, b) => a.width - b.width)[0];
    const entries = found === undefined ? undefined : await readBundle(copies, refused, found.name);
    if (entries === undefined || entries.length < wanted) return undefined;
    leaves.push(...entries.slice(Math.max(0, span.from - first), wanted));
  }
  return leaves;
}

async function listBundles(copies: SealedCopies) {
  const found: { name: string; index: number; width: number }[] = [];
  for await (const { name } of copies.list("ledger/tile/entries/")) {
    const tile = parseTilePath(name.slice("ledger/".length).replace(/\.age$/, ""));
    if (tile?.entries === true) found.push({ name, index: tile.index, width: tile.width });
  }
  return found;
}

async function readBundle(
  copies: SealedCopies,
  refused: Refused[],
  name: string,
): Promise<readonly string[] | undefined> {
  try {
    const entries = parseBundle(await gather(copies.open(name), bundleBytesMost));
    if (entries === undefined) throw new Fault("damaged", "bundle_form", { hint: name });
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return entries.map((entry) => decoder.decode(entry));
  } catch (cause) {
    refused.push({ name, why: cause instanceof TypeError ? "bundle_form" : whyRefused(cause) });
    return undefined;
  }
}
