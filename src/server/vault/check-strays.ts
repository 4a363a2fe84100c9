import type { Finding } from "../../contract/finding.ts";
import { digestFile } from "../../platform/file-digests.ts";
import type { House } from "../../platform/house.ts";
import type { FoundFile } from "../../platform/vault-files.ts";
import { limits } from "../../contract/limits.ts";
import type { LostFile } from "./check-folders.ts";
import { isPartitionFolder, openVault } from "./open-vault.ts";
import { listSealed, readSealed } from "./read-spool.ts";
import { findKnown, isKeptPath } from "./vault.store.ts";

/** Files outside every known folder. */
export async function findStrays(house: House, folders: ReadonlySet<string>): Promise<FoundFile[]> {
  const strays: FoundFile[] = [];
  for await (const file of openVault(house).walk()) {
    const folder = file.path.split("/").slice(0, 3).join("/");
    if (!folders.has(folder)) strays.push(file);
  }
  return strays;
}

/**
 * What files that nobody entered and files that are gone have to do with each other: the same digest is
 * the same file under another name; a record nobody knows is a row that is gone.
 */
export async function explainStrays(
  house: House,
  found: { lost: readonly LostFile[]; extra: readonly FoundFile[] },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const waiting = found.extra.length === 0 ? noneWaiting : await findWaiting(house);
  const lost = new Map(found.lost.map((file) => [file.sha256, file]));
  const sizes = new Set([...found.lost.map((file) => file.sizeBytes), ...waiting.sizes]);
  for (const file of found.extra) {
    if (await isEntered(house, file)) continue;
    const digest =
      file.kind === "file" && sizes.has(file.sizeBytes)
        ? (await digestFile(openVault(house).absolute(file.path))).sha256
        : "";
    if (waiting.marks.has(digest) || waiting.marks.has((await recordId(house, file)) ?? ""))
      continue;
    const same = lost.get(digest);
    if (same !== undefined) {
      lost.delete(digest);
      findings.push({ code: "renamed", id: same.id, detail: `${same.path} → ${file.path}` });
    } else findings.push(await explainExtra(house, file));
  }
  const missing = [...lost.values()].map(({ id, path }) => ({
    code: "missing" as const,
    id,
    detail: path,
  }));
  return [...findings, ...missing];
}

/** Entered while the check was looking elsewhere. */
async function isEntered(house: House, file: FoundFile): Promise<boolean> {
  const parts = file.path.split("/");
  const name = parts
    .slice(3)
    .join("/")
    .replace(/\.segment\.json$/, ".mp4");
  return isKeptPath(house.db, { folder: parts.slice(0, 3).join("/"), name });
}

interface Waiting {
  readonly sizes: readonly number[];
  /** Ids and digests. */
  readonly marks: ReadonlySet<string>;
}
const noneWaiting: Waiting = { sizes: [], marks: new Set() };

/** Records still in the spool: their files may lie in the vault already, entered in a moment. */
async function findWaiting(house: House): Promise<Waiting> {
  const sealed = await listSealed(house);
  const known = await findKnown(
    house.db,
    sealed.map((one) => one.id),
  );
  const sizes: number[] = [];
  const marks = new Set<string>();
  for (const one of sealed.filter(({ id }) => !known.has(id))) {
    const read = await readSealed(house, one);
    if (read === undefined || !("record" in read)) continue;
    marks.add(one.id);
    if (!("segmentId" in read.record)) continue;
    marks.add(read.record.sha256);
    sizes.push(read.record.sizeBytes);
  }
  return { sizes, marks };
}

async function explainExtra(house: House, file: FoundFile): Promise<Finding> {
  const [partition = ""] = file.path.split("/");
  if (!isPartitionFolder(partition)) return { code: "misplaced", id: null, detail: file.path };
  const id = await recordId(house, file);
  if (id !== undefined && !(await findKnown(house.db, [id])).has(id))
    return { code: "row-missing", id, detail: `vault.object ${file.path}` };
  return { code: "extra", id: id ?? null, detail: file.path };
}

async function recordId(house: House, file: FoundFile): Promise<string | undefined> {
  if (!/\.(?:segment|gap)\.json$/.test(file.path)) return undefined;
  const text = await openVault(house)
    .readText(file.path, limits.sealedRecordBytes)
    .catch(() => undefined);
  return /"(?:segmentId|gapId)":"([0-9a-f-]{36})"/.exec(text ?? "")?.[1];
}
