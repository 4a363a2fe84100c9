import type { carriedEntries } from "../../../contract/entries/carried.ts";

export const carriedEntryKinds = {
  "house.file-rotted@1": "发现本地文件损坏",
  "house.file-repaired@1": "由备份修复本地文件",
  "evidence.copied@1": "固定证据已单独存放",
  "evidence.copy-erased@1": "固定证据副本随原件销毁",
  "archive.package-erased@1": "归档包随原件销毁",
} satisfies Record<keyof typeof carriedEntries, string>;
