import type { PackageFiles } from "../../kernel/package/package-files.ts";
import { type OpenedZip, openZip } from "../../kernel/package/zip-read.ts";

const pieceBytes = 1024 * 1024;

/** A folder as the browser hands it over: every file with its path below the chosen one. */
export function fromFolder(files: readonly { path: string; file: File }[]): PackageFiles {
  const known = new Map(files.map(({ path, file }) => [path, file]));
  const sizes = new Map([...known].map(([path, file]) => [path, file.size]));
  return {
    sizes,
    async *read(path, part) {
      const file = known.get(path);
      if (file === undefined) return;
      const endByte = Math.min(part.endByte, file.size);
      for (let at = part.startByte; at < endByte; at += pieceBytes)
        yield await bytesOf(file, at, Math.min(endByte, at + pieceBytes));
    },
  };
}

export function fromZip(file: File): Promise<OpenedZip> {
  return openZip({
    sizeBytes: file.size,
    read: (startByte, endByte) => bytesOf(file, startByte, endByte),
  });
}

/** What was dropped: one file, or the files of a folder. */
export async function fromDrop(items: DataTransferItemList): Promise<File | PackageFiles | null> {
  const [entry] = [...items].map((item) => item.webkitGetAsEntry());
  if (entry === null || entry === undefined) return null;
  if (isFile(entry)) return fileOf(entry);
  const files: { path: string; file: File }[] = [];
  const folders: { path: string; entry: FileSystemEntry }[] = [{ path: entry.name, entry }];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    if (isFile(at.entry)) files.push({ path: at.path, file: await fileOf(at.entry) });
    else if (isFolder(at.entry))
      for (const inner of await entriesOf(at.entry))
        folders.push({ path: `${at.path}/${inner.name}`, entry: inner });
  }
  return fromFolder(files);
}

async function bytesOf(file: File, startByte: number, endByte: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(startByte, endByte).arrayBuffer());
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** `readEntries` gives a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
