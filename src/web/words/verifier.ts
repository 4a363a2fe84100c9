import type { PackageCheck, PackageFault } from "../../contract/package.ts";

/** Words of the offline verifier: one page in two languages, for people without our system. */
export interface Pair {
  readonly zh: string;
  readonly en: string;
}
const pair = (zh: string, en: string): Pair => ({ zh, en });

export const verifierChecks: Readonly<Record<PackageCheck, Pair>> = {
  form: pair("包结构", "Form of the package"),
  "tag-files": pair("说明文件与清单的摘要", "Digests of lists and tag files"),
  signature: pair("签名", "Signature"),
  listed: pair("清单完整，无多无少", "Nothing added, nothing missing"),
  payload: pair("全部文件的摘要", "Digests of every file"),
  checkpoint: pair("账本检查点的签名", "Signed checkpoint of the ledger"),
  entries: pair("账本条目及其包含证明", "Ledger entries and their proofs"),
  key: pair("签名公钥已登记于账本", "The signing key is entered in the ledger"),
  stretch: pair(
    "期间全部账本条目，不多不少不改",
    "Every entry of the period, none more, less or changed",
  ),
  evidence: pair("证据文件与账本登记的摘要一致", "The evidence is what the ledger names"),
  pieces: pair("封存记录在其入库轮次中", "Sealed records are in their rounds"),
  media: pair("录像与封存时一致", "Recordings are what was sealed"),
  made: pair("片段与其来源", "Clips and their sources"),
};

export const verifierFaults: Readonly<Record<PackageFault, Pair>> = {
  "not-a-bag": pair("不是调取包", "Not a package"),
  "name-refused": pair("文件名不允许", "A name that is not allowed"),
  "manifest-form": pair("清单格式错误", "A list has a false form"),
  "file-missing": pair("文件缺失", "A file is missing"),
  "file-added": pair("多出文件", "A file was added"),
  "file-differs": pair("文件被修改", "A file was changed"),
  "signature-form": pair("签名文件损坏", "The signature is none"),
  "signature-false": pair(
    "签名无效：清单或公钥被更换",
    "False signature: the list or the key was changed",
  ),
  "key-form": pair("公钥格式错误", "A key has a false form"),
  "key-foreign": pair("账本公钥不是您信任的公钥", "Another ledger key than the one you trust"),
  "key-unknown": pair("签名公钥未登记于账本", "The ledger does not know the signing key"),
  "checkpoint-false": pair("检查点无效", "The checkpoint is false"),
  "entry-false": pair("账本条目被修改", "An entry was edited"),
  "inclusion-false": pair("条目不在签名账本中", "An entry is not in the signed ledger"),
  "record-false": pair("封存记录无效", "A sealed record is false"),
  "round-false": pair("封存记录不在其入库轮次中", "A record is not in its round"),
  "media-false": pair("录像与封存记录不符", "A recording is not what was sealed"),
  "description-form": pair("说明文件格式错误", "The description has a false form"),
  "made-false": pair("片段或其来源不符", "A clip or its sources are false"),
  "stretch-form": pair("期间账本证明格式错误", "The proof of the period has a false form"),
  "stretch-false": pair(
    "期间条目的哈希推不出签名检查点",
    "The hashes of the period do not lead to the signed checkpoint",
  ),
  "stretch-narrow": pair("账本区段未覆盖整个期间", "The stretch does not hold the whole period"),
  "checkpoint-older": pair(
    "检查点不是同一账本的较早状态",
    "A checkpoint is no earlier state of this ledger",
  ),
  "entry-edited": pair("账本条目被修改", "An entry was edited"),
  "entry-missing": pair("账本条目被抽走", "An entry was taken out"),
  "entry-inserted": pair("账本条目被添加", "An entry was added"),
  "entry-swapped": pair("账本条目次序被改动", "Entries stand in another order"),
  "evidence-false": pair("证据文件与账本登记不符", "A file is not the evidence the ledger names"),
};

export const verifierWords = {
  working: pair("正在核验", "Checking"),
  right: pair("全部属实", "Everything holds"),
  rightNote: pair(
    "本件自制作以来未被改动，录像与封存时逐字节一致。",
    "Nothing was changed since it was made; the recordings are byte for byte what was sealed.",
  ),
  evidenceNote: pair(
    "{{institution}} {{from}} 至 {{to}} 的证据包。期间的 {{entries}} 条账本记录不多、不少、未改，证据文件与账本登记一致。",
    "Evidence of {{institution}} from {{from}} to {{to}}. Of its {{entries}} ledger entries none was added, taken out or changed; the evidence is what the ledger names.",
  ),
  wrong: pair("有不符之处", "Something is false"),
  wrongNote: pair("第一处：", "The first: "),
  keyTaken: pair(
    "公钥取自该包。请与纸面或另一途径取得的公钥核对，它决定了由谁签发：",
    "The key was taken from the package. Compare it with one from paper or another way; it says by whom:",
  ),
  encrypted: pair(
    "这是加密文件（.age）。请先用 age 解密，再选择得到的 zip。",
    "This file is encrypted (.age). Open it with age first, then choose the zip.",
  ),
  packed: pair(
    "该 zip 被重新压缩过。请解压后选择文件夹。",
    "This zip was packed anew. Unpack it and choose the folder.",
  ),
  unreadable: pair("无法读取该文件。", "This file cannot be read."),
  waiting: pair("待核验", "waiting"),
  holds: pair("属实", "holds"),
  false: pair("不符", "false"),
} as const;
