import { BaseManifest } from "../contract/database-archive.ts";
import { archivedName } from "../platform/database-archive-files.ts";
import { walFrom } from "../kernel/database-archive.ts";
import { complain, print } from "./print.ts";
import { readNightLists } from "./restore/night-lists.ts";
import { type Refused, openSealedCopies, whyRefused } from "./restore/sealed-copies.ts";
import { gather } from "./restore/streams.ts";

const usage =
  "liuhen restore-points --from <备份文件夹或存储桶说明 · copies> --escrow <托管密钥文件 · key file>";
const manifestBytesMost = 64 * 1024 * 1024;

/** Which moments the copies lead back to; reads only. */
export async function restorePointsCommand(args: readonly string[]): Promise<number> {
  const [first, from, second, escrow, ...rest] = args;
  if (first !== "--from" || second !== "--escrow" || rest.length > 0) {
    complain(usage);
    return 64;
  }
  const copies = await openSealedCopies(from ?? "", escrow ?? "");
  const refused: Refused[] = [];
  try {
    const names: string[] = [];
    for await (const { name } of copies.list("database/")) names.push(name);
    const wal = names.flatMap((name) => {
      const file = /^database\/wal\/([a-z0-9.]+)\.age$/.exec(name)?.[1] ?? "";
      return archivedName(file) ?? [];
    });
    for (const name of names.filter((one) => one.endsWith("/manifest.json.age")).toSorted()) {
      try {
        const bytes = await gather(copies.open(name), manifestBytesMost);
        const base = BaseManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
        const run = walFrom(base, wal);
        const { missing } = run;
        print(
          `${new Date(base.stopMs).toISOString()}  可恢复起点 · recoverable from here  ${run.names.length} 段日志 log segments${
            run.beyond > 0 && missing !== undefined ? `，缺口 · hole at ${missing}` : ""
          }`,
        );
      } catch (cause) {
        refused.push({ name, why: whyRefused(cause) });
      }
    }
    const lists = await readNightLists(copies, refused);
    print(`最近一夜清单 · newest night  ${lists.newestDate ?? "—"}`);
    for (const { name, why } of refused) print(`拒收 · refused  ${name}  ${why}`);
    return refused.length === 0 ? 0 : 1;
  } finally {
    copies.close();
  }
}
