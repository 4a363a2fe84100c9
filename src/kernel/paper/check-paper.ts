import { checkJpeg, isJpeg } from "./jpeg.ts";
import { type Checked, fault, type PictureSize, sizeFits } from "./paper-fault.ts";
import { checkPdf, type Inflate, isPdf } from "./pdf.ts";
import { checkPng, isPng } from "./png.ts";

/** The last is never uploaded: only the house itself writes such papers. */
export type PaperMedia = "application/pdf" | "image/jpeg" | "image/png" | "application/json";

/** Ending by what a paper is, never by what its sender called it. */
export const paperEndings: Readonly<Record<PaperMedia, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/json": "json",
};

/**
 * What an uploaded paper is, by its content alone: a PDF that only shows pages, a JPEG or a PNG of a
 * bounded size. Anything else, and anything that is two things at once, is a fault.
 */
export function checkPaper(bytes: Uint8Array, inflate: Inflate): Checked<PaperMedia> {
  if (bytes.length === 0) return fault("empty");
  if (hasTestVirus(bytes)) return fault("test_virus");
  if (isPdf(bytes)) {
    if (endsAsArchive(bytes)) return fault("second_content");
    const checked = checkPdf(bytes, inflate);
    return checked.ok ? { ok: true, value: "application/pdf" } : checked;
  }
  if (isPng(bytes)) return picture(bytes, checkPng(bytes), "image/png");
  if (isJpeg(bytes)) return picture(bytes, checkJpeg(bytes), "image/jpeg");
  return fault("unknown_kind");
}

function picture(
  bytes: Uint8Array,
  checked: Checked<PictureSize>,
  media: PaperMedia,
): Checked<PaperMedia> {
  if (!checked.ok) return checked;
  if (!sizeFits(checked.value)) return fault("too_large_picture");
  return isSomethingElseToo(bytes) ? fault("second_content") : { ok: true, value: media };
}

const decoder = new TextDecoder("latin1");
/** How far readers look for the beginning of a page or a PDF. */
const headBytes = 4096;

/** A picture that a lenient reader would open as a PDF, a page or an archive. */
function isSomethingElseToo(bytes: Uint8Array): boolean {
  const head = decoder.decode(bytes.subarray(0, headBytes));
  return (
    /%PDF-|<!doctype\s+html|<(?:html|head|body|script|svg|iframe|meta)[\s>/]|<\?php/i.test(head) ||
    endsAsArchive(bytes)
  );
}

/** A ZIP's end record whose comment reaches the end of the file (APPNOTE 4.3.16). */
function endsAsArchive(bytes: Uint8Array): boolean {
  const from = Math.max(0, bytes.length - 65_557);
  for (let at = bytes.indexOf(0x50, from); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 5 || bytes[at + 3] !== 6) continue;
    const comment = (bytes[at + 20] ?? 0) | ((bytes[at + 21] ?? 0) << 8);
    if (at + 22 + comment >= bytes.length - 64) return true;
  }
  return false;
}

/** The harmless text every virus scanner must report; in two parts, so that none reports this file. */
const testVirus = [
  "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR",
  "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
].join("");

function hasTestVirus(bytes: Uint8Array): boolean {
  const first = testVirus.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (bytes[at + 1] !== 0x35 || bytes[at + 2] !== 0x4f) continue;
    if (decoder.decode(bytes.subarray(at, at + testVirus.length)) === testVirus) return true;
  }
  return false;
}
