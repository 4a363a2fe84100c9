import { faultKinds } from "../contract/faults.ts";
import type { PackageCheck, PackageFault } from "../contract/package.ts";
import { printVerifierKey, parseVerifierKey } from "../kernel/ledger/note.ts";
import { fromBagFolder } from "../kernel/package/package-files.ts";
import { readText } from "../kernel/package/package-reading.ts";
import { packagePaths } from "../contract/package.ts";
import { verifyPackage } from "../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../platform/hash.ts";
import { openPackage } from "../platform/package-source.ts";
import { verifySignature } from "../platform/signing.ts";
import { complain, print } from "./print.ts";

const usage =
  "liuhen verify-package <文件夹或 zip · folder or zip> [--key <验证公钥 · verifier key>]";

const checks: Readonly<Record<PackageCheck, string>> = {
  form: "包结构 · form of the package",
  "tag-files": "说明文件摘要 · digests of the tag files",
  signature: "签名 · signature",
  listed: "清单完整，无多无少 · nothing added, nothing missing",
  payload: "全部文件摘要 · digests of every file",
  checkpoint: "账本检查点 · signed checkpoint",
  entries: "账本条目及包含证明 · ledger entries and their proofs",
  key: "签名公钥已登记于账本 · the signing key is entered in the ledger",
  stretch: "期间全部账本条目，不多不少不改 · every entry of the period, none more, less or changed",
  evidence: "证据文件与账本登记的摘要一致 · the evidence is what the ledger names",
  pieces: "封存记录在入库轮次中 · sealed records are in their rounds",
  media: "录像与封存记录一致 · recordings are what was sealed",
  made: "片段与其来源 · clips and their sources",
};

const faults: Readonly<Record<PackageFault, string>> = {
  "not-a-bag": "不是调取包 · not a package",
  "name-refused": "文件名不允许 · a name that is not allowed",
  "manifest-form": "清单格式错误 · a list has a false form",
  "file-missing": "文件缺失 · a file is missing",
  "file-added": "多出文件 · a file was added",
  "file-differs": "文件被修改 · a file was changed",
  "signature-form": "签名文件损坏 · the signature is none",
  "signature-false": "签名无效：清单或公钥被更换 · false signature: list or key was changed",
  "key-form": "公钥格式错误 · a key has a false form",
  "key-foreign": "账本公钥不是您信任的公钥 · another ledger key than the one you trust",
  "key-unknown": "签名公钥未登记于账本 · the ledger does not know the signing key",
  "checkpoint-false": "检查点无效 · the checkpoint is false",
  "entry-false": "账本条目被修改 · an entry was edited",
  "inclusion-false": "条目不在签名账本中 · an entry is not in the signed ledger",
  "record-false": "封存记录无效 · a sealed record is false",
  "round-false": "封存记录不在其入库轮次中 · a record is not in its round",
  "media-false": "录像与封存记录不符 · a recording is not what was sealed",
  "description-form": "说明文件格式错误 · the description has a false form",
  "made-false": "片段或其来源不符 · a clip or its sources are false",
  "stretch-form": "期间账本证明格式错误 · the proof of the period has a false form",
  "stretch-false":
    "期间条目的哈希推不出签名检查点 · the hashes of the period do not lead to the signed checkpoint",
  "stretch-narrow": "账本区段未覆盖整个期间 · the stretch does not hold the whole period",
  "checkpoint-older":
    "检查点不是同一账本的较早状态 · a checkpoint is no earlier state of this ledger",
  "entry-edited": "账本条目被修改 · an entry was edited",
  "entry-missing": "账本条目被抽走 · an entry was taken out",
  "entry-inserted": "账本条目被添加 · an entry was added",
  "entry-swapped": "账本条目次序被改动 · entries stand in another order",
  "evidence-false": "证据文件与账本登记不符 · a file is not the evidence the ledger names",
};

/**
 * Checks an export package without server or database. Exit 0: everything holds. 65: something is
 * false; the first false file or entry of each check is named. 66: nothing there, 64: wrong arguments.
 */
export async function verifyPackageCommand(args: readonly string[]): Promise<number> {
  const [path, flag, key, ...rest] = args;
  const formed =
    path !== undefined && !path.startsWith("--") && rest.length === 0 && args.length !== 2;
  if (!formed || (flag !== undefined && flag !== "--key")) {
    complain(usage);
    return 64;
  }
  const opened = await openPackage(path);
  try {
    const files = fromBagFolder(opened.files);
    if (files === undefined) {
      complain(`FALSE  form  not-a-bag\n${faults["not-a-bag"]}`);
      return faultKinds.damaged.exit;
    }
    const crypto = { sha256, verifySignature, startSha256 };
    const trusted = key === undefined ? {} : { trustedKey: key };
    let right = true;
    for await (const { check, count, found } of verifyPackage({ files, crypto, ...trusted })) {
      if (found === null) print(`OK     ${check.padEnd(10)} ${count}  ${checks[check]}`);
      else {
        right = false;
        complain(`FALSE  ${check.padEnd(10)} ${found.fault}  ${printable(found.about)}`);
        complain(`       ${faults[found.fault]}`);
      }
    }
    if (right && key === undefined) await tellKey(files);
    return right ? 0 : faultKinds.damaged.exit;
  } finally {
    await opened.close();
  }
}

async function tellKey(files: Parameters<typeof readText>[0]): Promise<void> {
  const own = parseVerifierKey(
    ((await readText(files, packagePaths.verifierKey)) ?? "").trim(),
    sha256,
  );
  if (own === undefined) return;
  print(
    "公钥取自该包，请与纸面公钥核对 · key taken from the package, compare it with one from paper:",
  );
  print(printVerifierKey(own));
}

/** What comes from a hostile package never steers the terminal. */
function printable(text: string): string {
  return text.slice(0, 500).replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
}
