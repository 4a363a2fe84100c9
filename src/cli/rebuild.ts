import { findingCodes } from "../contract/finding.ts";
import { openHouse } from "../platform/open-house.ts";
import { defaultRoot } from "../platform/terminal.ts";
import { rebuild } from "../server/catalogue/index.ts";
import { complain, print } from "./print.ts";

const usage = "liuhen rebuild [<数据目录 · house>]";

/** Makes the catalogue again from the vault's folders; exit code 1 when something could not be put back. */
export async function rebuildCommand(args: readonly string[]): Promise<number> {
  const [root = defaultRoot(), ...rest] = args;
  if (root.startsWith("-") || rest.length > 0) {
    complain(usage);
    return 64;
  }
  const house = openHouse(root, "cli");
  try {
    const { lessons, segments, gaps, findings } = await rebuild(house);
    for (const { code, id, detail } of findings)
      print(`${code}  ${id ?? "-"}  ${findingCodes[code]}  ${detail}`);
    print(`已重建 · rebuilt: ${lessons} 批次 lessons, ${segments} 段 segments, ${gaps} 断录 gaps`);
    return findings.length === 0 ? 0 : 1;
  } finally {
    await house.db.destroy();
  }
}
