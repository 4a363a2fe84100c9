import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";

export interface Piece {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

export interface FileDigests {
  readonly sizeBytes: number;
  /** Of the whole file, lower-case hexadecimal. */
  readonly sha256: string;
  /** One per piece; a piece that lies beyond the end has the digest of what there is. */
  readonly pieces: readonly string[];
}

const chunkBytes = 1024 * 1024;

/**
 * Reads a file once and digests it whole and by pieces (sorted, not overlapping). Throws what the
 * file system throws; never holds more than one chunk.
 */
export async function digestFile(
  path: string,
  pieces: readonly Piece[] = [],
): Promise<FileDigests> {
  const file = await open(path, "r");
  const whole = createHash("sha256");
  const parts = pieces.map((piece) => ({ ...piece, hash: createHash("sha256") }));
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let at = 0;
  let first = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, at);
      if (bytesRead === 0) break;
      const bytes = chunk.subarray(0, bytesRead);
      whole.update(bytes);
      for (let index = first; index < parts.length; index++) {
        const part = parts[index];
        if (part === undefined || part.offsetBytes >= at + bytesRead) break;
        feed(part, bytes, at);
        if (part.offsetBytes + part.sizeBytes <= at + bytesRead) first = index + 1;
      }
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return {
    sizeBytes: at,
    sha256: whole.digest("hex"),
    pieces: parts.map((part) => part.hash.digest("hex")),
  };
}

function feed(part: Piece & { hash: Hash }, bytes: Buffer, at: number): void {
  const from = Math.max(0, part.offsetBytes - at);
  const to = Math.min(bytes.length, part.offsetBytes + part.sizeBytes - at);
  if (to > from) part.hash.update(bytes.subarray(from, to));
}
