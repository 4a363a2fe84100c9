import { readFile, readdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { makeFolderSync, writeDurablySync } from "./durable-file.ts";
import { sha256 } from "./hash.ts";
import type { HousePaths } from "./paths.ts";

/**
 * Where uploaded papers lie: first in `quarantine` under an id of ours, after the check for ever under
 * the digest of their bytes. No name from outside is part of a path.
 */
export interface PaperFiles {
  /** Writes unchecked bytes aside. */
  quarantine(paperId: string, bytes: Uint8Array): void;
  /** Ends the quarantine without keeping anything. */
  discard(paperId: string): Promise<void>;
  /** Ids that lie in quarantine: after a crash, what nobody answers for any more. */
  quarantined(): Promise<readonly string[]>;
  /** Keeps checked bytes under their digest; the same bytes twice lie there once. */
  keep(paperId: string, sha256Hex: string): Promise<void>;
  /** The bytes behind a digest. Throws Fault `damaged` when they are not those any more. */
  read(sha256Hex: string): Promise<Uint8Array>;
}

export function paperFiles(paths: HousePaths): PaperFiles {
  const aside = (paperId: string) => join(paths.papers, "quarantine", `${plain(paperId)}.part`);
  const final = (digest: string) =>
    join(paths.papers, "kept", plain(digest).slice(0, 2), plain(digest));
  return {
    quarantine(paperId, bytes) {
      makeFolderSync(join(paths.papers, "quarantine"));
      writeDurablySync(aside(paperId), bytes, "keep");
    },
    discard: (paperId) => rm(aside(paperId), { force: true }),
    async quarantined() {
      const folder = join(paths.papers, "quarantine");
      if (!existsSync(folder)) return [];
      const names = await readdir(folder);
      return names.filter((name) => name.endsWith(".part")).map((name) => name.slice(0, -5));
    },
    async keep(paperId, digest) {
      const bytes = await readFile(aside(paperId));
      if (hex(bytes) !== digest) throw new Fault("damaged", "paper_changed", { hint: paperId });
      if (!existsSync(final(digest))) keepOnce(final(digest), bytes);
      await rm(aside(paperId), { force: true });
    },
    async read(digest) {
      const bytes = await readFile(final(digest)).catch((cause: unknown) => {
        throw new Fault("absent", "paper_missing", { cause, hint: digest });
      });
      if (hex(bytes) !== digest) throw new Fault("damaged", "paper_changed", { hint: digest });
      return bytes;
    },
  };
}

/** Two uploads of the same bytes at once: the second finds the name there, and that is right. */
function keepOnce(path: string, bytes: Uint8Array): void {
  try {
    writeDurablySync(path, bytes, "keep");
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== "name_exists") throw cause;
  }
}

function plain(name: string): string {
  if (!/^[0-9a-f-]{36,64}$/.test(name)) throw new Error("a paper's file has a name of ours");
  return name;
}

const hex = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString("hex");
