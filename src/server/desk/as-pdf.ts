import { type Outcome, granted } from "../../contract/outcome.ts";
import type { BytesAnswer } from "./handler.ts";

/** A sheet that was typeset, as the bytes of an answer. */
export function asPdf(
  printed: Outcome<{ readonly fileName: string; readonly pdf: Uint8Array }>,
): Outcome<BytesAnswer> {
  if (!printed.ok) return printed;
  const { fileName, pdf } = printed.value;
  return granted({
    mediaType: "application/pdf",
    fileName,
    sizeBytes: pdf.length,
    read: (part) => pdf.subarray(part.startByte, part.endByte),
  });
}
