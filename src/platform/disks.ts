import { readFile, realpath, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";

/** A folder of the house and what people call it. */
export interface NamedFolder {
  readonly name: string;
  readonly path: string;
}

/** A file system the house keeps something on. */
export interface MountedDisk {
  /** Where it is mounted: the same as long as nobody moves it. */
  readonly mountPoint: string;
  readonly device: string;
  readonly fileSystem: string;
  readonly sizeBytes: number;
  readonly usedBytes: number;
  /** What the house may still write. */
  readonly freeBytes: number;
  /** Names of the folders that lie on it. */
  readonly folders: readonly string[];
}

/** How disks are looked at; tests give figures of their own. */
export type ReadDisks = (folders: readonly NamedFolder[]) => Promise<MountedDisk[]>;

/** The file systems behind some folders, each once; a folder yet to be made lies where its parent lies. */
export const readDisks: ReadDisks = async (folders) => {
  const mounts = parseMounts(await readFile("/proc/self/mountinfo", "utf8").catch(() => ""));
  const found = new Map<number, { path: string; names: string[] }>();
  for (const { name, path } of folders) {
    const existing = await nearest(path);
    const { dev } = await stat(existing);
    const known = found.get(dev) ?? { path: existing, names: [] };
    known.names.push(name);
    found.set(dev, known);
  }
  return Promise.all(
    [...found.values()].map(async ({ path, names }) => {
      const space = await statfs(path);
      const real = await realpath(path);
      const mount = mounts
        .filter(({ mountPoint }) => isBelow(real, mountPoint))
        .toSorted((a, b) => a.mountPoint.length - b.mountPoint.length)
        .at(-1);
      return {
        mountPoint: mount?.mountPoint ?? path,
        device: mount?.device ?? "",
        fileSystem: mount?.fileSystem ?? "",
        sizeBytes: space.blocks * space.bsize,
        usedBytes: (space.blocks - space.bfree) * space.bsize,
        freeBytes: space.bavail * space.bsize,
        folders: names,
      };
    }),
  );
};

interface Mount {
  readonly mountPoint: string;
  readonly device: string;
  readonly fileSystem: string;
}

/** `/proc/self/mountinfo`: blanks in paths are written as octal numbers. */
export function parseMounts(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const mountPoint = before.split(" ")[4];
    const [fileSystem, device] = after.split(" ");
    return mountPoint === undefined || fileSystem === undefined || device === undefined
      ? []
      : [{ mountPoint: plain(mountPoint), fileSystem, device: plain(device) }];
  });
}

function plain(escaped: string): string {
  const bytes = escaped.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 8)),
  );
  return bytes;
}

function isBelow(path: string, mountPoint: string): boolean {
  return mountPoint === "/" || path === mountPoint || path.startsWith(`${mountPoint}/`);
}

async function nearest(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (cause) {
    const parent = dirname(path);
    if (parent === path) throw cause;
    return nearest(parent);
  }
}
