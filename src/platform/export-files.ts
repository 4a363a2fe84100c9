import { createReadStream } from "node:fs";
import {
  type FileHandle,
  appendFile,
  mkdir,
  open,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freeBytes, listNames } from "./vault-files.ts";

/** `exports/<id>/`: one folder for each export, made by the house and removed by it. */
export interface ExportFiles {
  /** An empty folder; what an earlier attempt left is removed. */
  fresh(id: string): Promise<string>;
  remove(id: string): Promise<void>;
  /** Ids of folders that are there. */
  list(): Promise<string[]>;
  sizeOf(id: string, name: string): Promise<number | undefined>;
  read(
    id: string,
    name: string,
    part: { readonly startByte: number; readonly endByte: number },
  ): AsyncIterable<Uint8Array>;
  freeBytes(): Promise<number>;
}

/** Folder and file names are the house's own ids and fixed words, never a person's text. */
const plainName = /^[a-z0-9][a-z0-9.-]{0,63}$/;

export function openExportFiles(root: string): ExportFiles {
  const folderOf = (id: string) => join(root, checked(id));
  return {
    async fresh(id) {
      const folder = folderOf(id);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    list: () => listNames(root),
    async sizeOf(id, name) {
      try {
        return (await stat(join(folderOf(id), checked(name)))).size;
      } catch {
        return undefined;
      }
    },
    read: (id, name, part) => readPart(join(folderOf(id), checked(name)), part),
    freeBytes: () => freeBytes(root),
  };
}

function checked(name: string): string {
  if (!plainName.test(name)) throw new RangeError("a name of ours");
  return name;
}

async function* readPart(
  path: string,
  part: { readonly startByte: number; readonly endByte: number },
): AsyncGenerator<Uint8Array> {
  if (part.endByte <= part.startByte) return;
  const bytes = createReadStream(path, {
    start: part.startByte,
    end: part.endByte - 1,
    highWaterMark: 256 * 1024,
  });
  for await (const piece of bytes) if (piece instanceof Uint8Array) yield piece;
}

/** A file that grows and whose head is written again at the end. */
export interface GrowingFile {
  append(bytes: Uint8Array): Promise<void>;
  patch(offsetBytes: number, bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export async function createGrowingFile(path: string): Promise<GrowingFile> {
  const file: FileHandle = await open(path, "wx", 0o600);
  let at = 0;
  return {
    async append(bytes) {
      await writeAt(file, bytes, at);
      at += bytes.length;
    },
    sync: () => file.sync(),
    patch: (offsetBytes, bytes) => writeAt(file, bytes, offsetBytes),
    close: () => file.close(),
  };
}

async function writeAt(file: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await file.write(bytes, at, bytes.length - at, start + at)).bytesWritten;
}

/** A font with Chinese letters, under a plain name in a folder: a filter's argument needs no escaping then. */
export async function placeFont(folder: string): Promise<void> {
  const font = import.meta
    .resolve("@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf");
  await symlink(fileURLToPath(font), join(folder, "font.ttf"));
}

/** The offline checker as it is shipped; undefined in a checkout that was not built. */
export async function readShippedVerifier(): Promise<Uint8Array | undefined> {
  try {
    const path = fileURLToPath(new URL("../../dist/verify.html", import.meta.url));
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}

export async function appendToFile(path: string, bytes: Uint8Array): Promise<void> {
  await appendFile(path, bytes);
}

export async function placeText(folder: string, name: string, text: string): Promise<void> {
  await writeFile(join(folder, checked(name)), text, { flag: "wx", mode: 0o600 });
}

/** A folder within an export's folder for one piece of work; gone when it is asked for again. */
export async function freshWorkFolder(folder: string): Promise<string> {
  const work = join(folder, "work");
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  return work;
}

/** A staged file's size and its bytes. */
export async function openStaged(
  path: string,
): Promise<{ readonly sizeBytes: number; readonly bytes: AsyncIterable<Uint8Array> }> {
  const sizeBytes = (await stat(path)).size;
  return { sizeBytes, bytes: readPart(path, { startByte: 0, endByte: sizeBytes }) };
}
