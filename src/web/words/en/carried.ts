import type { carriedEntries } from "../../../contract/entries/carried.ts";

export const carriedEntryKinds = {
  "house.file-rotted@1": "Damaged file found",
  "house.file-repaired@1": "File repaired from a copy",
  "evidence.copied@1": "Fixed evidence copied apart",
  "evidence.copy-erased@1": "Copy of evidence destroyed with its original",
  "archive.package-erased@1": "Archive package destroyed with its original",
} satisfies Record<keyof typeof carriedEntries, string>;
