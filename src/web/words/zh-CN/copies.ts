import type { copiesEntries } from "../../../contract/entries/copies.ts";

export const copiesEntryKinds = {
  "copy.target-added@1": "添加备份位置",
  "copy.target-ended@1": "停用备份位置",
  "copy.settings-changed@1": "备份设置变更",
  "escrow.made@1": "生成托管密钥",
  "escrow.confirmed@1": "托管密钥已核对留存",
  "copy.night-listed@1": "夜间备份清单",
  "copy.night-finished@1": "夜间备份完成",
  "copy.night-failed@1": "夜间备份未完成",
  "copy.checked@1": "备份每周核查",
  "copy.damage-found@1": "发现备份损坏",
  "vault.rot-found@1": "发现本地数据损坏",
  "vault.repaired@1": "由备份修复本地数据",
  "copy.scrubbed@1": "本地数据巡检完成",
  "copy.identity-destroyed@1": "密钥销毁",
  "copy.forgotten@1": "备份清除",
} satisfies Record<keyof typeof copiesEntries, string>;

export const copiesSubjects = { "copy-target": "备份位置", home: "留痕资料文件夹" };

export const copiesRefusals = {
  copy_escrow_missing: {
    what: "还没有托管密钥。",
    next: "请先生成托管密钥，打印密钥单并存入保险柜，再添加备份位置。",
  },
  copy_tail_wrong: {
    what: "末八位与托管密钥不符。",
    next: "请对照打印的密钥单重新输入；如密钥单已遗失，请重新生成托管密钥。",
  },
  copy_folder_refused: {
    what: "不允许备份到这个文件夹。",
    next: "文件夹须已存在，并位于配置文件 copyFolders 所列目录之下，且不在本系统数据目录内。",
  },
  copy_folder_foreign: {
    what: "这个位置已有其他内容，或属于另一系统。",
    next: "请另选一个空文件夹或存储桶前缀。",
  },
  copy_target_unreachable: {
    what: "连接不上备份位置。",
    next: "请检查地址、端口、网络与磁盘是否接好，再试一次。",
  },
  copy_target_refused: {
    what: "备份位置拒绝访问。",
    next: "请检查访问密钥、存储桶名称与权限。",
  },
  copy_target_full: { what: "备份位置空间不足。", next: "请扩充容量或更换备份位置。" },
  copy_lock_by_default: {
    what: "该存储桶对所有对象默认加锁，密钥将无法销毁。",
    next: "请关闭存储桶的默认保留规则；加锁天数由本系统逐个对象设置。",
  },
  copy_lock_absent: {
    what: "该存储桶没有启用对象锁定。",
    next: "请将加锁天数设为 0，或换用启用了版本与对象锁定的存储桶。",
  },
};

export const copiesRules = {
  "S0-8.1a": "制度第八条（一）：本地服务器存储与云端加密备份双重备份",
  "S0-8.2": "制度第八条（二）：五个分区分别存储，严禁混存",
  "C-26": "销毁规则：销毁密钥即令全部备份不可读，再清除备份",
};
