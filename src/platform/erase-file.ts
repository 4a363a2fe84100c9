import { constants } from "node:fs";
import { chmod, lstat, open, readFile, readdir, readlink, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { syncFolder } from "./durable-file.ts";
import { draw } from "./random.ts";

const chunkBytes = 1024 * 1024;

/**
 * Overwrites a file's bytes where they lie and makes that durable; the name stays. False when there is
 * no such file. What is written cannot be compressed or shared by a file system that would do so.
 */
export async function overwriteFile(path: string): Promise<boolean> {
  const there = await plainFile(path);
  if (there === undefined) return false;
  try {
    await chmod(path, 0o600);
    const file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
    try {
      for (let at = 0; at < there.sizeBytes; at += chunkBytes) {
        const bytes = draw(Math.min(chunkBytes, there.sizeBytes - at));
        await file.write(bytes, 0, bytes.length, at);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new Fault("disk", "erase_failed", { cause, hint: path });
  }
  return true;
}

/** Takes overwritten files out of their folders; durable when this returns. */
export async function unlinkErased(paths: Iterable<string>): Promise<void> {
  const folders = new Set<string>();
  for (const path of paths) {
    if ((await plainFile(path)) === undefined) continue;
    await unlink(path);
    folders.add(dirname(path));
  }
  for (const folder of folders) await syncFolder(folder);
}

async function plainFile(path: string): Promise<{ sizeBytes: number } | undefined> {
  try {
    const found = await lstat(path);
    if (!found.isFile()) throw new Fault("damaged", "not_a_file", { hint: path });
    return { sizeBytes: found.size };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
}

/** What can be known of the medium below a folder, so that a certificate promises no more than it allows. */
export interface Medium {
  readonly fileSystem: string;
  readonly device: string;
  readonly mountPoint: string;
  readonly model: string;
  /** Turning disk, flash, somebody else's over the network, or not told (a virtual disk). */
  readonly kind: "rotating" | "flash" | "network" | "unknown";
  /** Whether overwriting reaches the place where the bytes lay. */
  readonly inPlace: boolean;
  /** The medium can be told of freed blocks (TRIM, UNMAP). */
  readonly canDiscard: boolean;
  /** The file system was mounted to tell it of each by itself. */
  readonly discards: boolean;
}

const unknownMedium: Medium = {
  fileSystem: "",
  device: "",
  mountPoint: "",
  model: "",
  kind: "unknown",
  inPlace: false,
  canDiscard: false,
  discards: false,
};

/** File systems that write changed bytes elsewhere. */
const elsewhere: ReadonlySet<string> = new Set([
  "btrfs",
  "zfs",
  "bcachefs",
  "f2fs",
  "nilfs2",
  "overlay",
  "fuse",
]);
/** File systems that pass what is written to another machine. */
const remote: ReadonlySet<string> = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "9p",
  "virtiofs",
  "ceph",
]);

export async function readMedium(folder: string): Promise<Medium> {
  const mount = await mountOf(folder).catch(() => undefined);
  if (mount === undefined) return unknownMedium;
  const block = await blockOf(mount.device).catch(() => undefined);
  return mediumOf(mount, block);
}

/** What a mount and the disk behind it come to; of what neither tells nothing is claimed. */
export function mediumOf(mount: Mount, block: Block | undefined): Medium {
  const family = mount.fileSystem.split(".")[0] ?? "";
  const told = block?.rotating === undefined ? "unknown" : block.rotating ? "rotating" : "flash";
  const kind = remote.has(family) ? "network" : told;
  // A file system that journals bytes has written them twice.
  const once = !elsewhere.has(family) && !mount.options.includes("data=journal");
  return {
    fileSystem: mount.fileSystem,
    device: mount.source,
    mountPoint: mount.mountPoint,
    model: block?.model ?? "",
    kind,
    inPlace: once && kind === "rotating",
    canDiscard: kind !== "network" && (block?.discardBytes ?? 0) > 0,
    discards: mount.options.includes("discard"),
  };
}

interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly source: string;
  readonly options: readonly string[];
}

/** The mount of a folder by its device number (proc(5), mountinfo). */
async function mountOf(folder: string): Promise<Mount | undefined> {
  const { dev } = await stat(folder);
  const device = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
  for (const line of (await readFile("/proc/self/mountinfo", "utf8")).split("\n")) {
    const [head = "", tail = ""] = line.split(" - ");
    if (head.split(" ")[2] !== device) continue;
    const [fileSystem = "", source = "", options = ""] = tail.split(" ");
    const [, , , , mountPoint = "", own = ""] = head.split(" ");
    // A blank in a path is written as an octal number; such a place is not handed to a tool.
    const plain = mountPoint.includes("\\") ? "" : mountPoint;
    return {
      device,
      mountPoint: plain,
      fileSystem,
      source,
      options: `${own},${options}`.split(","),
    };
  }
  return undefined;
}

interface Block {
  readonly rotating: boolean | undefined;
  readonly model: string;
  /** How much it can be told at once; 0: it takes none. */
  readonly discardBytes: number;
}

async function blockOf(device: string): Promise<Block> {
  const link = await readlink(`/sys/dev/block/${device}`);
  const at = join("/sys/dev/block", link);
  const names = await readdir(at);
  // A partition's queue belongs to its disk.
  const disk = names.includes("queue") ? at : dirname(at);
  const told = await readFile(join(disk, "queue", "rotational"), "utf8").catch(() => "");
  const model = await readFile(join(disk, "device", "model"), "utf8").catch(() => "");
  const discard = await readFile(join(disk, "queue", "discard_max_bytes"), "utf8").catch(() => "0");
  // A disk without a model is somebody else's picture of a disk: what it says of itself proves nothing.
  const known = model.trim() !== "";
  const rotating = told.trim() === "0" ? false : told.trim() === "1" && known ? true : undefined;
  return { rotating, model: model.trim(), discardBytes: Number(discard.trim()) || 0 };
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
