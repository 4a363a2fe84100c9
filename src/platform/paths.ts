import { join, resolve } from "node:path";
import { toHex } from "../kernel/bytes.ts";
import { sha256 } from "./hash.ts";

export { resolve };

/** Where a house keeps its things, below its one data directory. */
export interface HousePaths {
  readonly root: string;
  readonly config: string;
  readonly keys: string;
  readonly postgres: string;
  /** Continuous archive of the database: `wal/` and `base/`. */
  readonly dbarchive: string;
  /** One key for each occasion, wrapped; never in the database (C-26). */
  readonly keystore: string;
  readonly plan: string;
  readonly spool: string;
  readonly vault: string;
  readonly ledger: string;
  readonly papers: string;
  readonly exports: string;
  /** Packages of December archiving; they stay. */
  readonly archive: string;
  /** Evidence packs, until their term is over. */
  readonly packs: string;
  /** Clips of the resource library: copies, erased when they are withdrawn. */
  readonly library: string;
  /** Fixed evidence, copied apart from the vault. */
  readonly evidence: string;
  /** Printed sheets as they left the house. */
  readonly sheets: string;
  readonly run: string;
}

export function housePaths(root: string): HousePaths {
  return {
    root,
    config: join(root, "liuhen.json"),
    keys: join(root, "keys"),
    postgres: join(root, "postgres"),
    dbarchive: join(root, "dbarchive"),
    keystore: join(root, "keystore"),
    plan: join(root, "plan"),
    spool: join(root, "spool"),
    vault: join(root, "vault"),
    ledger: join(root, "ledger"),
    papers: join(root, "papers"),
    exports: join(root, "exports"),
    archive: join(root, "archive"),
    packs: join(root, "packs"),
    library: join(root, "library"),
    evidence: join(root, "evidence"),
    sheets: join(root, "sheets"),
    run: join(root, "run"),
  };
}

/**
 * The house's own part of the overflow folder: several houses of one machine may share the disk, and
 * none finishes what another is writing.
 */
export function overflowRoot(paths: HousePaths, folder: string): string {
  const mark = toHex(sha256(new TextEncoder().encode(resolve(paths.root)))).slice(0, 12);
  return join(folder, `liuhen-${mark}`);
}
