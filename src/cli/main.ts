import { Fault, faultKinds } from "../contract/faults.ts";
import { commandArguments, setExitCode } from "../platform/terminal.ts";
import { complain, print } from "./print.ts";

type Command = (args: readonly string[]) => Promise<number>;

/** The whole command line: a word, what it does, and where it lives. */
const commands: Readonly<
  Record<string, { readonly title: string; readonly load: () => Promise<Command> }>
> = {
  start: {
    title: "启动本机系统 · run the house",
    load: async () => (await import("./start.ts")).startCommand,
  },
  demo: {
    title: "演示：四路模拟摄像机 · demonstration with simulated cameras",
    load: async () => (await import("./demo.ts")).demoCommand,
  },
  check: {
    title: "核对磁盘、数据库与账本 · compare disk, database and ledger",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  rebuild: {
    title: "从存储目录重建目录 · rebuild the catalogue from the folders",
    load: async () => (await import("./rebuild.ts")).rebuildCommand,
  },
  escrow: {
    title: "生成托管密钥，打印密钥单 · make the escrow key",
    load: async () => (await import("./escrow.ts")).escrowCommand,
  },
  restore: {
    title: "用备份与托管密钥恢复系统 · restore the house from its copies",
    load: async () => (await import("./restore.ts")).restoreCommand,
  },
  "restore-points": {
    title: "备份可恢复到哪些时刻 · moments the copies lead back to",
    load: async () => (await import("./restore-points.ts")).restorePointsCommand,
  },
  "trial-restore": {
    title: "整机试恢复：由备份恢复到临时目录并比对 · restore the whole house for trial",
    load: async () => (await import("./trial-restore.ts")).trialRestoreCommand,
  },
  "export-ledger": {
    title: "导出账本供离线核验 · export the ledger",
    load: async () => (await import("./export-ledger.ts")).exportLedgerCommand,
  },
  verify: {
    title: "离线核验导出的账本 · verify an exported ledger offline",
    load: async () => (await import("./verify.ts")).verifyCommand,
  },
  "verify-package": {
    title: "离线核验调取包 · verify an export package offline",
    load: async () => (await import("./verify-package.ts")).verifyPackageCommand,
  },
};

async function main(): Promise<number> {
  const [word, ...args] = commandArguments();
  const command = new Map(Object.entries(commands)).get(word ?? "");
  if (command === undefined) {
    print("liuhen <命令 · command>\n");
    for (const [name, { title }] of Object.entries(commands))
      print(`  ${name.padEnd(14)} ${title}`);
    return word === undefined || word === "help" ? 0 : 64;
  }
  try {
    return await (
      await command.load()
    )(args);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    complain(`${cause.code}${cause.hint === undefined ? "" : `: ${cause.hint}`}`);
    return faultKinds[cause.kind].exit;
  }
}

setExitCode(await main());
