import { PackageStretch, packagePaths } from "../../contract/package.ts";
import { parseManifest } from "./bag.ts";
import {
  type Found,
  type Gathered,
  type Verifying,
  digestOf,
  no,
  readDescription,
  readText,
  yes,
} from "./package-reading.ts";

const { evidence: root, evidenceSums } = packagePaths;

/**
 * What stands under `data/evidence/` is what was drawn: the ledger's entry names the period and the digest
 * of the list, and the list names every file.
 */
export async function checkEvidence(of: Verifying, gathered: Gathered): Promise<Found> {
  const description = await readDescription(of.files);
  const there = [...of.files.sizes.keys()].filter((path) => path.startsWith(root));
  if (description?.form !== "evidence") {
    const [stray] = there;
    return stray === undefined ? yes(0) : no("evidence-false", stray);
  }
  const entry = gathered.entries.find(
    ({ leaf }) =>
      leaf.kind === "evidence-pack.drawn@1" && leaf.body["packId"] === description.exportId,
  );
  const body = entry?.leaf.body;
  if (body === undefined) return no("evidence-false", packagePaths.description);
  const sums = await readText(of.files, evidenceSums);
  if (sums === undefined) return no("file-missing", evidenceSums);
  if ((await digestOf(of, evidenceSums)) !== body["sumsSha256"])
    return no("evidence-false", evidenceSums);
  if (!(await samePeriod(of, body))) return no("evidence-false", packagePaths.stretch);
  const lines = parseManifest(sums);
  if (lines === undefined) return no("manifest-form", evidenceSums);
  for (const { path, sha256 } of lines) {
    const file = `${root}${path}`;
    if (!of.files.sizes.has(file)) return no("file-missing", file);
    const digest = gathered.digests.get(file) ?? (await digestOf(of, file));
    if (digest !== sha256) return no("evidence-false", file);
  }
  const listed = new Set(lines.map(({ path }) => `${root}${path}`));
  const stray = there.find((path) => path !== evidenceSums && !listed.has(path));
  return stray === undefined ? yes(lines.length) : no("evidence-false", stray);
}

/** The stretch is of the period that was drawn. */
async function samePeriod(
  of: Verifying,
  body: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  try {
    const text = await readText(of.files, packagePaths.stretch);
    const stretch = PackageStretch.safeParse(JSON.parse(text ?? "")).data;
    return stretch?.fromMs === body["fromMs"] && stretch?.toMs === body["toMs"];
  } catch {
    return false;
  }
}
