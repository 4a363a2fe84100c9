/**
 * A place where sealed copies lie. Names are ours: parts of `[a-z0-9.-]`, joined by `/`. What goes
 * wrong is a Fault of kind `network` (`copy_away`, `copy_unreachable`, `copy_refused`), `disk_full`,
 * or `absent` (`copy_missing`); the caller tries again later.
 */
export interface CopyTarget {
  /** What the place is able to do, after proving that it is ours and writable. */
  probe(): Promise<TargetFacts>;
  /** Whole and confirmed, or not at all: the digest is of the bytes the place says it holds. */
  put(name: string, bytes: AsyncIterable<Uint8Array>, put: PutFacts): Promise<PutDone>;
  read(name: string): AsyncIterable<Uint8Array>;
  /** Everything below a prefix (a whole folder name and a slash, or nothing), in no order. */
  list(prefix: string): AsyncIterable<{ readonly name: string; readonly sizeBytes: number }>;
  /** Every version of a name. `locked`: somebody's lock forbids it until then. Absent is removed. */
  remove(name: string): Promise<Removal>;
  close(): void;
}

export interface PutFacts {
  readonly sizeBytes: number;
  /** Nobody may remove it before, where the place can lock. */
  readonly lockedUntilMs?: number;
}

export interface PutDone {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The place itself confirmed the digest of what it holds (read back, or its own digest). */
  readonly confirmed: boolean;
}

export type Removal =
  | { readonly state: "removed" }
  | { readonly state: "locked"; readonly untilMs: number };

export interface TargetFacts {
  readonly versioned: boolean;
  readonly locks: boolean;
  readonly freeBytes: number | null;
}

const namePattern = /^[a-z0-9][a-z0-9.-]{0,180}(?:\/[a-z0-9][a-z0-9.-]{0,180}){0,11}$/;

/** Names on a target are never made from outside words; this only holds us to it. */
export function checkedName(name: string): string {
  if (!namePattern.test(name) || name.includes(".."))
    throw new Error(`not a name of ours: ${name}`);
  return name;
}
