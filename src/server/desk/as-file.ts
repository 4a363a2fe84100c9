import { type Outcome, granted } from "../../contract/outcome.ts";
import type { BytesAnswer } from "./handler.ts";

export const fileTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  zip: "application/zip",
} as const;

/** What a room made whole in memory, offered as a file; a refusal stays one. */
export function asFile(
  made: Outcome<{ readonly fileName: string; readonly bytes: Uint8Array }>,
  type: keyof typeof fileTypes,
): Outcome<BytesAnswer> {
  if (!made.ok) return made;
  const { fileName, bytes } = made.value;
  return granted({
    mediaType: fileTypes[type],
    fileName,
    sizeBytes: bytes.length,
    read: (part) => bytes.subarray(part.startByte, part.endByte),
  });
}
