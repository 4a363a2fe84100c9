/** What `liuhen check` can find, each code with what it means to a person. */
export const findingCodes = {
  missing: "文件缺失 · a kept file is gone",
  truncated: "文件长度不符 · a kept file has another size",
  changed: "字节被改动 · bytes of a kept file were changed",
  renamed: "文件被改名或移动 · a kept file has another name",
  extra: "多出的文件 · a file nobody entered",
  misplaced: "存放分区错误 · a file lies in a foreign partition",
  "record-missing": "封存记录缺失 · a sealed record is gone",
  "record-changed": "封存记录被改动 · a sealed record was changed",
  "manifest-missing": "清单缺失 · a manifest is gone",
  "manifest-changed": "清单不符 · a manifest contradicts its round",
  "not-destroyed": "应已销毁的文件仍在 · a file that was destroyed is still there",
  "row-missing": "数据库缺行 · a row is gone",
  "row-edited": "数据库行被改动 · a row was edited",
  "row-extra": "数据库多出行 · a row nobody entered",
  "round-differs": "批次树根不符 · a round does not lead to its entered root",
  "entry-missing": "账本缺少条目 · a round has no entry",
  "snapshot-differs": "现状与账本不符 · a row contradicts its newest entry",
  ledger: "账本 · the ledger",
} as const;
export type FindingCode = keyof typeof findingCodes;

export interface Finding {
  readonly code: FindingCode;
  /** The id of what is wrong, as far as it has one. */
  readonly id: string | null;
  readonly detail: string;
}
