import { createReadStream } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { syncFolder } from "./durable-file.ts";

/** A folder that is handed to somebody: written once, file by file, never over something else. */
export interface ExportFolder {
  readonly path: string;
  write(name: string, bytes: Uint8Array | string): Promise<void>;
  /** Each text as one line, written as they come. */
  writeLines(name: string, lines: AsyncIterable<string>): Promise<void>;
}

/** Makes the folder. Throws Fault `input` when something is in it already. */
export async function makeExportFolder(path: string): Promise<ExportFolder> {
  await mkdir(path, { recursive: true });
  if ((await readdir(path)).length > 0)
    throw new Fault("input", "folder_not_empty", { hint: path });
  return {
    path,
    write: (name, bytes) =>
      writeOnce(join(path, name), async (file) => {
        await file.writeFile(bytes);
      }),
    writeLines: (name, lines) =>
      writeOnce(join(path, name), async (file) => {
        for await (const chunk of gathered(lines)) await file.write(chunk);
      }),
  };
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function writeOnce(path: string, write: (file: OpenFile) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "wx", 0o600);
  try {
    await write(file);
    await file.sync();
  } catch (cause) {
    throw cause instanceof Fault ? cause : new Fault("disk", "write_failed", { cause, hint: path });
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

async function* gathered(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = "";
  for await (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 256 * 1024) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/**
 * The lines of a text file, each without its newline. A line of more than `mostBytes` ends the
 * reading with Fault `damaged`; a file that is not there with Fault `absent`.
 */
export async function* readLines(path: string, mostBytes: number): AsyncGenerator<string> {
  let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of bytes) {
      rest = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
        yield rest.toString("utf8", from, end);
        from = end + 1;
      }
      rest = rest.subarray(from);
      if (rest.length > mostBytes) throw new Fault("damaged", "line_too_long", { hint: path });
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      throw new Fault("absent", "file_missing", { cause, hint: path });
    throw cause;
  }
  if (rest.length > 0) yield rest.toString("utf8");
}
