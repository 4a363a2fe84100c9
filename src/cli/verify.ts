import { Fault, faultKinds } from "../contract/faults.ts";
import { limits } from "../contract/limits.ts";
import { audit, type Finding, type FindingCode } from "../kernel/ledger/audit.ts";
import { parseTilePath } from "../kernel/ledger/tiles.ts";
import { readLines } from "../platform/export-folder.ts";
import { sha256 } from "../platform/hash.ts";
import { openLedgerFiles, readBytesIfThere } from "../platform/ledger-files.ts";
import { verifySignature } from "../platform/signing.ts";
import { complain, print } from "./print.ts";

const usage =
  "liuhen verify <文件夹 · folder> [--key <验证公钥 · verifier key>] [--older <旧检查点文件 · older checkpoint file>]";
const lineBytesMost = 4 * 1024 * 1024;
const bundleBytesMost = 256 * (65_535 + 2);

/** What each finding means, for the person at the terminal. */
const words: Readonly<Record<FindingCode, string>> = {
  "key-form": "验证公钥格式错误 · the verifier key is not one",
  "key-foreign": "签名公钥不是您信任的公钥 · signed by another key than the one you trust",
  "checkpoint-form": "检查点格式错误 · the checkpoint has no valid form",
  "checkpoint-unsigned": "检查点没有本账本公钥的签名 · the checkpoint is not signed by this key",
  "checkpoint-signature": "检查点签名无效 · the checkpoint's signature is false",
  "checkpoint-origin": "检查点属于另一账本 · the checkpoint is of another ledger",
  "older-form": "旧检查点格式错误 · the older checkpoint has no valid form",
  "older-signature": "旧检查点签名无效 · the older checkpoint is not signed by this key",
  "line-unreadable": "条目不可读 · an entry cannot be read",
  "entry-missing": "条目被删除 · an entry was taken out here",
  "entry-inserted": "条目被插入 · an entry was put in here",
  "entries-swapped": "条目被调换 · entries changed places",
  "entry-edited": "条目被修改 · an entry was edited",
  "entry-renumbered": "条目编号被修改 · an entry was renumbered",
  "entries-truncated": "账本被截断 · entries at the end are missing",
  "entries-unsigned": "存在未签名条目 · more entries than were signed",
  "leaf-form": "条目文本不规范 · an entry's text is not canonical",
  "leaf-foreign": "条目属于另一站点 · an entry of another house",
  "personal-differs": "个人信息与摘要不符 · a personal field differs from its digest",
  "sign-in-duration": "登录时长不一致 · a sign-in's times do not agree",
  "bundle-missing": "条目包缺失 · an entry bundle is missing",
  "bundle-differs": "条目包不一致 · an entry bundle differs",
  "tile-missing": "树块缺失 · a tile is missing",
  "tile-differs": "树块不一致 · a tile differs",
  "root-differs": "树根与签名不符 · the entries do not lead to the signed root",
  "rolled-back": "账本被回退 · the ledger was rolled back",
  forked: "账本分叉：旧检查点的内容已被改写 · forked: what was signed before was rewritten",
};

interface Arguments {
  readonly folder: string;
  readonly key: string | undefined;
  readonly older: string | undefined;
}

/**
 * Checks an exported ledger without server or database. Exit 0: every entry, tile, digest and
 * signature holds. Otherwise it names the first false entry; the exit code is that of the fault
 * (65 damaged, 66 absent), 64 for wrong arguments.
 */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const given = parse(args);
  if (given === undefined) {
    complain(usage);
    return 64;
  }
  const files = openLedgerFiles(given.folder);
  const ownKey = (await readText(`${given.folder}/verifier-key`)).trim();
  const audited = await audit(
    {
      entries: entries(`${given.folder}/entries.jsonl`),
      readTile: (path) =>
        parseTilePath(path) === undefined
          ? Promise.resolve(undefined)
          : files.read(path, bundleBytesMost),
      checkpoint: await readText(`${given.folder}/checkpoint`),
      verifierKey: ownKey,
      trustedKey: given.key,
      olderCheckpoint: given.older === undefined ? undefined : await readText(given.older),
    },
    { sha256, verifySignature },
  );
  if (!audited.ok) return tell(audited.finding);
  const { size, origin } = audited.checkpoint;
  print(`OK  ${origin}  ${size} 条 · entries`);
  if (given.key === undefined)
    print(
      `公钥取自该文件夹，请与纸面公钥核对 · key taken from the folder, compare it with paper:\n${ownKey}`,
    );
  return 0;
}

function tell(finding: Finding): number {
  const { index, kind, entryId } = finding;
  const about = index === undefined ? [] : [`#${index}`, kind ?? "", entryId ?? ""];
  complain(["FALSE", finding.code, ...about.filter((part) => part !== "")].join("  "));
  complain(words[finding.code]);
  complain(printable(finding.detail));
  return faultKinds.damaged.exit;
}

/** What comes from a hostile folder never steers the terminal. */
function printable(text: string): string {
  return text.slice(0, 500).replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
}

function parse(args: readonly string[]): Arguments | undefined {
  let folder: string | undefined;
  const options = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word !== "--key" && word !== "--older") {
      if (folder !== undefined || word.startsWith("--") || word === "") return undefined;
      folder = word;
      continue;
    }
    const value = args[++at];
    if (value === undefined || options.has(word)) return undefined;
    options.set(word, value);
  }
  if (folder === undefined) return undefined;
  return { folder, key: options.get("--key"), older: options.get("--older") };
}

async function readText(path: string): Promise<string> {
  const bytes = await readBytesIfThere(path, limits.noteBytes);
  if (bytes === undefined) throw new Fault("absent", "file_missing", { hint: path });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

async function* entries(path: string): AsyncGenerator<unknown> {
  for await (const line of readLines(path, lineBytesMost)) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    yield value;
  }
}
