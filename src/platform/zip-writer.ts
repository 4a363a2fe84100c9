import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { createHash } from "node:crypto";
import { ZipFile } from "yazl";
import { Fault } from "../contract/faults.ts";

export interface WrittenFile {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A ZIP that is written once, entry by entry, stored as they are; constant memory, ZIP64 when needed. */
export interface ZipWriter {
  /** Adds a file of exactly this size; resolves with its digest when its bytes have gone through. */
  add(name: string, sizeBytes: number, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile>;
  /** Ends the archive; its bytes are on disk and synced when this resolves. */
  finish(): Promise<WrittenFile>;
  /** Closes what is open; the file is left as it is, for whoever removes its folder. */
  abandon(): Promise<void>;
}

/** What stands between the archive and the disk: encryption, or nothing. */
export type Wrap = (plain: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>;

/** The instant of every entry: 1980, the first a ZIP can tell, so that it says nothing. */
const mtime = new Date(Date.UTC(1980, 0, 1));

/** `path` must not exist. Throws Faults `disk_full` and `write_failed`. */
export async function openZipWriter(path: string, wrap: Wrap): Promise<ZipWriter> {
  const zip = new ZipFile();
  const file = await open(path, "wx", 0o600);
  const plain = Readable.from(zip.outputStream, { objectMode: false });
  const written = writeAll(file, await wrap(webStream(plain)), path);
  // Whoever waits for it hears of it; until then it must not end the process.
  written.catch(() => {});
  return {
    async add(name, sizeBytes, bytes) {
      const hash = createHash("sha256");
      const through = Readable.from(hashed(bytes, hash, sizeBytes), { objectMode: false });
      const done = new Promise<void>((resolve, reject) => {
        through.once("end", resolve);
        through.once("error", reject);
      });
      zip.addReadStream(through, name, { size: sizeBytes, compress: false, mtime, mode: 0o100644 });
      await Promise.race([done, written.then(() => done)]);
      return { sizeBytes, sha256: hash.digest("hex") };
    },
    async finish() {
      zip.end();
      return written;
    },
    async abandon() {
      plain.destroy();
      await written.catch(() => {});
    },
  };
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const piece of bytes) {
    sum += piece.length;
    if (sum > sizeBytes) throw new Fault("damaged", "file_grew", { hint: `${sizeBytes}` });
    hash.update(piece);
    yield piece;
  }
  if (sum !== sizeBytes) throw new Fault("damaged", "file_shrank", { hint: `${sum}` });
}

function webStream(from: Readable): ReadableStream<Uint8Array> {
  const bytes = from[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (done === true) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      async cancel() {
        await bytes.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

async function writeAll(
  file: FileHandle,
  bytes: ReadableStream<Uint8Array>,
  path: string,
): Promise<WrittenFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const piece of bytes) {
      await writeWhole(file, piece);
      hash.update(piece);
      sizeBytes += piece.length;
    }
    await file.sync();
  } catch (cause) {
    throw cause instanceof Fault ? cause : diskFault(cause, path);
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

function diskFault(cause: unknown, path: string): Fault {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT"
    ? new Fault("disk_full", "disk_full", { cause, hint: path })
    : new Fault("disk", "write_failed", { cause, hint: path });
}
