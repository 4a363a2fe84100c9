import { Id } from "../../contract/ids.ts";
import type { House } from "../../platform/house.ts";
import { resolve } from "../../platform/paths.ts";
import type { Sample } from "./fetch-vault.ts";

export interface RestoreOrder {
  /** A folder of copies, or the file that describes a bucket. */
  readonly from: string;
  readonly to: string;
  readonly atMs: number | undefined;
  /** Only these occasions' footage; empty: all. */
  readonly homeIds: readonly string[];
  /** A kept copy of `keys/`, for copies that hold none. */
  readonly keys: string | undefined;
  /** Nothing of it is meant to stay: a part of the footage, nothing entered, nothing signed. */
  readonly trial?: TrialOrder;
}

export interface TrialOrder {
  readonly sample: Sample;
  /** The living house knows best what it copied. */
  readonly copied: (names: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly wantsPaper: (name: string) => boolean;
  /** Looks at the recovered house while its database is open. */
  readonly compare: (scratch: House) => Promise<void>;
}

export interface RestoreWish extends RestoreOrder {
  readonly escrow: string;
}

export const restoreUsage =
  "liuhen restore --from <备份文件夹或存储桶说明 · copies> --escrow <托管密钥文件 · key file> --to <空文件夹 · empty folder> [--at <时刻 · ISO instant>] [--home <场次编号 · id>]… [--keys <keys 文件夹 · folder>]";

const single = ["--from", "--escrow", "--to", "--at", "--keys"];

/** Undefined for anything that is not exactly a wish. */
export function parseWish(args: readonly string[]): RestoreWish | undefined {
  const options = new Map<string, string>();
  const homeIds: string[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const [word = "", value] = args.slice(at, at + 2);
    if (value === undefined || value === "" || value.startsWith("--")) return undefined;
    if (word === "--home") {
      if (!Id.safeParse(value).success) return undefined;
      homeIds.push(value);
    } else if (single.includes(word) && !options.has(word)) options.set(word, value);
    else return undefined;
  }
  const [from, escrow, to] = ["--from", "--escrow", "--to"].map((word) => options.get(word));
  if (from === undefined || escrow === undefined || to === undefined) return undefined;
  const at = options.get("--at");
  const atMs = at === undefined ? undefined : parseInstant(at);
  if (Number.isNaN(atMs)) return undefined;
  const keys = options.get("--keys");
  return {
    from: resolve(from),
    escrow: resolve(escrow),
    to: resolve(to),
    atMs,
    homeIds,
    keys: keys === undefined ? undefined : resolve(keys),
  };
}

/** With its offset, so that nobody recovers eight hours too much: `2026-06-01T08:30:00+08:00`. */
function parseInstant(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}
