import type { PackFailure, PackState } from "../../../contract/evidence-pack.ts";

/** Evidence packs of a period. */
export const evidencePackRefusals = {
  pack_nothing_entered: {
    what: "这段时间没有任何账本记录，没有可打包的内容。",
    next: "请检查起止日期；系统启用以前的时间没有记录。",
  },
  pack_too_many_entries: {
    what: "这段时间的账本条目超过一个证据包的上限。",
    next: "请缩短期间，分几次制作，例如按季或按月。",
  },
  pack_too_many_lessons: {
    what: "这段时间的授课超过一个证据包的上限。",
    next: "请缩短期间，分几次制作，例如按季或按月。",
  },
  packs_waiting: {
    what: "您申请的证据包还没有制作完。",
    next: "请等前面的制作完成后再申请。",
  },
  pack_unfinished: { what: "证据包还没有制作完成。", next: "制作完成后即可下载。" },
  pack_gone: {
    what: "证据包的文件已不在：保存期已过，或系统做过恢复。",
    next: "如仍需要，请按同一期间重新制作。",
  },
  pack_not_yours: {
    what: "这个证据包由他人申请，内容按申请人的权限收录。",
    next: "请以自己的账号申请同一期间的证据包。",
  },
};

export const evidencePackRules = { "S0-3a": "制度第三条：管理六项原则，全过程可核验" };

export const evidencePackEntryKinds = {
  "evidence-pack.asked@1": "证据包申请",
  "evidence-pack.drawn@1": "证据包取证",
  "evidence-pack.made@1": "证据包制成",
  "evidence-pack.failed@1": "证据包未制成",
  "evidence-pack.taken@1": "证据包下载",
  "evidence-pack.removed@1": "证据包到期删除",
};

export const evidencePackSubjects = { "evidence-pack": "证据包" };

export const evidencePackFields = {
  packId: "证据包标识",
  sumsSha256: "证据清单校验值",
  fromIndex: "起始条目",
  toIndex: "截止条目",
};

export const evidencePacks = {
  title: "证据包",
  note: "把一段期间的证据打成一个签名压缩包：合规看板、检查 25 问、各登记表、授课完整情况、有效制度和这段时间的全部账本条目。不含录像。收到的人断网也能核验。",
  make: "制作证据包",
  empty: "还没有证据包",
  emptyNext: "点“制作证据包”，选定期间、写明事由，完成后在此下载。",
  reason: "事由",
  reasonHint: "例如：2026 年第二季度教务处检查",
  reasonMissing: "请写明事由",
  whatInside: "打包需要几十秒到几分钟，可以离开本页。申请、制作和每次下载都记入账本。",
  asked: "已申请，正在制作",
  sizeText: "{{lessons}} 次授课 · {{entries}} 条账本记录",
  take: "下载",
  taken: "已下载 {{times}} 次",
  notMine: "由申请人下载",
  removedBy: "保存到 {{at}}",
  removed: "已于 {{at}} 删除",
  sha256: "文件校验值",
  progress: "制作进度",
  verify: "如何核验",
  verifySteps:
    "解压后用浏览器打开其中的 verify.html（可断网），选择压缩包；或运行 liuhen verify-package。请把账本公钥与纸面公钥核对。",
  states: {
    queued: "排队",
    gathering: "正在取证",
    drawn: "等待账本签名并打包",
    ready: "可下载",
    failed: "未制成",
    removed: "已删除",
  } satisfies Record<PackState, string>,
  failures: {
    "no-right": "申请人的账号或角色已变更，未制作。请重新申请。",
    "nothing-entered": "这段时间没有账本记录。请检查期间。",
    "too-many-entries": "账本条目超过上限。请缩短期间后重新申请。",
    "too-many-lines": "某个登记表的行数超过上限。请缩短期间后重新申请。",
    "disk-full": "磁盘空间不足。请联系管理员腾出空间后重新申请。",
    interrupted: "多次中断，未能完成。请重新申请；仍然失败请联系管理员。",
    trouble: "制作时出错，详情见系统日志。请重新申请；仍然失败请联系管理员。",
  } satisfies Record<PackFailure, string>,
};
