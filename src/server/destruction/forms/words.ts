import type { CopyFate, DestructionMedium, MethodCategory } from "../../../contract/destruction.ts";
import { type Partition, partitions } from "../../../contract/lesson.ts";
import type { ItemKind, RetentionClass } from "../../../contract/retention.ts";

/** What stands on F-21 and F-22: Chinese in every language of the screens, as the papers are. */
export const formTitle = "留痕资料销毁审批表";
export const certificateTitle = "留痕资料销毁记录";

/** Columns of F-21, exactly and in this order. */
export const formColumns = [
  "申请日期",
  "申请人",
  "资料清单",
  "台账核对结论",
  "后续使用/追溯需求确认",
  "销毁方式",
  "中心主任审批意见及签字日期",
  "监督人1",
  "监督人2",
  "销毁时间地点",
  "结果确认签字",
] as const;
export const listColumns = [
  "名称",
  "数量",
  "容量",
  "分区",
  "形成日期",
  "留存类别",
  "到期日",
] as const;

/** Columns of F-22, exactly and in this order. */
export const certificateColumns = [
  "审批表编号",
  "销毁时间",
  "地点",
  "方式",
  "副本清单(本地/云端/备份)",
  "校验结果",
  "监督人1签字",
  "监督人2签字",
  "管理员签字",
] as const;

/** What F-22 says of paper, and of things: they go by the archives' own rules. */
export const disposalTitle = "留痕资料销毁记录（纸质及实物）";
export const disposalColumns = [
  "资料编号",
  "资料名称",
  "资料种类",
  "留存类别",
  "形成日期",
  "到期日",
  "方式",
  "处置文号",
  "处置时间",
  "办理人签字",
] as const;

export const kindWords: Readonly<Record<ItemKind, string>> = {
  equipment: "软硬件",
  "system-data": "系统数据",
  footage: "音视频",
  "operation-log": "操作日志",
  "training-ledger": "实训台账",
};

export const copyColumns = ["副本", "位置", "方式类别", "结果"] as const;

export const classWords: Readonly<Record<RetentionClass, string>> = {
  T3: "3年（T3）",
  T5: "5年（T5）",
  P: "永久",
  V30: "滚动30天（V30）",
  AG: "按协议",
  SI: "登录记录",
  RG: "台账记录",
  CK: "检查记录",
};

export const partitionWords: Readonly<Record<Partition, string>> = partitions;

const whereWords: Readonly<Record<CopyFate["where"], string>> = {
  local: "本地",
  target: "备份",
  "key-store": "密钥库",
  derived: "派生件",
};

export const categoryWords: Readonly<Record<MethodCategory, string>> = {
  clear: "清除（Clear）：原位覆写",
  "clear-limited": "覆写删除，介质受限，不足以称清除",
  "cryptographic-erase": "密码擦除（Cryptographic Erase）",
  purge: "净化（Purge）",
};

const stateWords: Readonly<Record<CopyFate["state"], string>> = {
  erased: "已销毁",
  deleted: "已删除",
  "locked-until": "对象锁定中，已不可读",
  listed: "已交出馆外，列明备查",
};

const mediumWords: Readonly<Record<DestructionMedium["kind"], string>> = {
  rotating: "机械硬盘",
  flash: "固态盘",
  network: "网络存储",
  unknown: "未能识别（虚拟盘或未报型号）",
};

const trimmingWords: Readonly<Record<DestructionMedium["trimming"], string>> = {
  done: "删除后已向介质发出 TRIM（fstrim）",
  "by-file-system": "本次未发出 TRIM；文件系统以 discard 方式挂载，删除时由其自行通知介质",
  refused: "未能发出 TRIM：权限不足，或系统拒绝",
  unsupported: "未发出 TRIM：介质或文件系统不支持",
  "not-needed": "机械硬盘，无须 TRIM",
};

export const words = {
  where: (copy: CopyFate): string => whereWords[copy.where],
  state: (copy: CopyFate, day: string): string =>
    copy.state === "locked-until"
      ? `${stateWords[copy.state]}，至 ${day}`
      : copy.state === "deleted" && day !== ""
        ? `曾锁定至 ${day}，期满已删除`
        : stateWords[copy.state],
  pieces: (objects: number): string => `${objects} 段`,
  method:
    "先销毁该资料的解密密钥（含密钥库全部副本），各处备份即时不可读；再对本地文件覆写、落盘、删除；" +
    "随后删除各备份位置的全部版本；最后逐处校验读取。类别依据 NIST SP 800-88 Rev. 2。",
  medium: (of: DestructionMedium): string =>
    `本地介质：${[mediumWords[of.kind], of.fileSystem, of.device, of.model].filter(Boolean).join("，")}；` +
    (of.inPlace ? "覆写落在原处。" : "覆写不保证落在原处。"),
  trimming: (of: DestructionMedium): string =>
    of.trimmedBytes === null
      ? `${trimmingWords[of.trimming]}。`
      : `${trimmingWords[of.trimming]}，介质确认 ${of.trimmedBytes} 字节。`,
  limited:
    "介质说明：此类介质上，覆写与 TRIM 均不保证触及旧数据块（同盘密钥文件的旧块亦同）；残留块在介质报废时另行物理销毁。",
  agreed: "同意销毁。",
  disagreed: "不同意。",
  standingFor: (name: string): string => `（代${name}）`,
  signed: (name: string, at: string): string => `${name}　${at}`,
  at: (time: string, place: string): string => `${time}　${place}`,
  checked: (items: number, objects: number): string =>
    `${items} 项、${objects} 段逐处校验读取：可读 0 段。账本骨架保留，条目存在性证明仍可验证。`,
  checkedSoFar: (day: string): string =>
    `本地与各密钥库校验读取：可读 0 段。锁定中的备份无密钥可解，至 ${day} 期满删除、再次校验后办结。`,
  digest: (sha256: string): string => `清单 SHA-256 ${sha256}`,
  listed: (items: number): string => `共 ${items} 项`,
  filed: (day: string): string => `申请日期：${day}`,
  open: (day: string): string => `截至 ${day} 尚未办结`,
  finished: (day: string): string => `办结日期：${day}`,
  form: (serial: string): string => `审批表 F-21-${serial}`,
  disposedBy: "按学校档案、资产销毁规定办理（制度第十七条（三））。",
  ofVault: "存储库",
  keyStore: "本机密钥库",
} as const;
