import { utf8 } from "../../kernel/bytes.ts";
import { createGrowingFile, openStaged } from "../../platform/export-files.ts";
import { startSha256 } from "../../platform/hash.ts";
import { joinPath } from "../../platform/vault-files.ts";

/** A file that will go into a pack, written down first: its size and digest are known before the archive is. */
export interface Staged {
  /** Below `data/evidence/`. */
  readonly path: string;
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Files of one pack in its folder, named by their number, never by what they are called in the pack. */
export class Staging {
  readonly #folder: string;
  readonly #files: Staged[] = [];
  #next = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get files(): readonly Staged[] {
    return this.#files;
  }

  async addText(path: string, text: string): Promise<void> {
    await this.addBytes(path, utf8(text));
  }

  async addBytes(path: string, bytes: Uint8Array): Promise<void> {
    const growing = await this.grow(path);
    await growing.append(bytes);
    await growing.end();
  }

  /** A file that grows piece by piece; `end` closes it and takes it among the files. */
  async grow(path: string) {
    const file = joinPath(this.#folder, `part-${this.#next++}`);
    const growing = await createGrowingFile(file);
    const hash = startSha256();
    let sizeBytes = 0;
    return {
      append: async (bytes: Uint8Array): Promise<void> => {
        hash.update(bytes);
        sizeBytes += bytes.length;
        await growing.append(bytes);
      },
      end: async (): Promise<Staged> => {
        await growing.close();
        const staged = { path, file, sizeBytes, sha256: hash.hex() };
        this.#files.push(staged);
        return staged;
      },
    };
  }
}

export async function stagedBytes(staged: Staged): Promise<AsyncIterable<Uint8Array>> {
  return (await openStaged(staged.file)).bytes;
}
