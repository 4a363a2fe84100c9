import { limits } from "../../contract/limits.ts";
import { Manifest } from "../../contract/vault.ts";
import type { Examination } from "../../kernel/archive/four-properties.ts";
import type { House } from "../../platform/house.ts";
import { runTool } from "../../platform/run-tool.ts";
import { type WriteOnceFiles, openWriteOnceFiles } from "../../platform/vault-files.ts";
import type { ToldHome } from "../vault/index.ts";
import type { KeptThings } from "./examine-kept.ts";

interface Folder {
  readonly home: ToldHome;
  readonly things: KeptThings;
  readonly examination: Examination;
}

const manifestName = /\/manifest\/([0-9]{4,})\.json$/;

/** What lies in the folder: nothing of somebody else's, nothing but plain files, and the manifest. */
export async function examineFolder(house: House, of: Folder): Promise<string[]> {
  const { home, things, examination } = of;
  const files = openWriteOnceFiles(house.paths.vault);
  const known = new Set(things.files.map((file) => file.path));
  const manifests: string[] = [];
  for await (const file of files.walk(home.path)) {
    const isManifest = manifestName.test(file.path) && file.kind === "file";
    if (isManifest) manifests.push(file.path);
    examination.look("nothing-foreign", known.has(file.path) || isManifest ? undefined : file.path);
    examination.look("plain-files", file.kind === "file" ? undefined : file.path);
  }
  await examineManifests(files, manifests, of);
  await scanForViruses(files.absolute(home.path), examination);
  return manifests;
}

/** The parts are numbered without a hole, tell of this home, and name everything that is kept in it. */
async function examineManifests(
  files: WriteOnceFiles,
  paths: readonly string[],
  of: Folder,
): Promise<void> {
  const { home, things, examination } = of;
  const told = new Map<string, string | null>();
  for (const [at, path] of paths.toSorted().entries()) {
    const text = await files.readText(path, limits.manifestBytes).catch(() => undefined);
    const manifest = parsed(text);
    const fits =
      manifest?.occasion.id === home.homeId &&
      manifest.number === at + 1 &&
      Number(manifestName.exec(path)?.[1]) === at + 1;
    examination.look("manifest-whole", fits ? undefined : path);
    for (const record of manifest?.records ?? []) told.set(record.id, record.sha256);
  }
  for (const { record, vaultPath } of things.segments)
    examination.look(
      "manifest-whole",
      told.get(record.segmentId) === record.sha256 ? undefined : vaultPath,
    );
  for (const { record, vaultPath } of things.gaps)
    examination.look("manifest-whole", told.has(record.gapId) ? undefined : vaultPath);
}

function parsed(text: string | undefined): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

/** Where a scanner is installed, it looks; where none is, the report says that nobody looked. */
async function scanForViruses(folder: string, examination: Examination): Promise<void> {
  const answer = await runTool(
    ["clamscan", "--recursive", "--infected", "--no-summary", "--", folder],
    { timeoutMs: limits.virusScanMs, mostBytes: 64 * 1024 },
  );
  // 0: clean, 1: found; anything else is a scanner that did not work, and that is not examined.
  if (answer?.exitCode === 0) examination.look("virus-scan");
  if (answer?.exitCode === 1)
    for (const line of answer.text.split("\n").filter((one) => one.endsWith("FOUND")))
      examination.look("virus-scan", line.slice(folder.length + 1));
}
