import { faultKinds } from "../contract/faults.ts";
import { makeExportFolder } from "../platform/export-folder.ts";
import { openHouse } from "../platform/open-house.ts";
import { defaultRoot } from "../platform/terminal.ts";
import { exportLedger } from "../server/ledger/index.ts";
import { complain, print } from "./print.ts";

const usage = "liuhen export-ledger <新文件夹 · new folder>";

const readme = (verifierKey: string, size: number) => `留痕 · 账本导出 · exported ledger
${size} 条 · entries

  liuhen verify <本文件夹 · this folder> --key '${verifierKey}'

不需要服务器或数据库。请用纸面或另行保存的公钥核对 --key；用以前保存的检查点文件作 --older，
可发现账本被整体重写。
Needs no server and no database. Give --key from paper or another place you trust, and with --older a
checkpoint file kept from an earlier day: a ledger that was rewritten as a whole is found by it.

entries.jsonl   每行一条：编号、条目原文、可披露的个人信息及其盐 · per line: number, the exact text that
                was hashed, personal fields with their salts
tile/           C2SP tlog-tiles: RFC 6962 树块与条目包 · Merkle tree tiles and entry bundles
checkpoint      C2SP tlog-checkpoint: 签名树根 · the signed root
verifier-key    Ed25519 公钥（signed note 格式）· public key in signed-note form
`;

/** Writes the ledger of the running house into a new folder. */
export async function exportLedgerCommand(args: readonly string[]): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || path.startsWith("--") || rest.length > 0) {
    complain(usage);
    return 64;
  }
  const house = openHouse(defaultRoot(), "cli");
  try {
    const folder = await makeExportFolder(path);
    const exported = await exportLedger(house, { kind: "system", name: "operator" }, folder);
    if (!exported.ok) {
      complain("账本还没有签名的检查点 · the ledger has no signed checkpoint yet");
      return faultKinds.absent.exit;
    }
    const { size, verifierKey } = exported.value;
    await folder.write("README.txt", readme(verifierKey, size));
    print(`${size} 条 · entries  →  ${path}`);
    print(verifierKey);
    return 0;
  } finally {
    await house.db.destroy();
  }
}
