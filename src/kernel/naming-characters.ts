/**
 * Characters of a stored name (requirement C-04): whatever a person typed becomes text that is safe on
 * ext4, NTFS, SMB, in ZIP and as an S3 key. The mapping is not undone by parsing: the full value stays
 * in the metadata, and catalogue and manifest lead from a name back to it.
 */

/** Reserved by NTFS and SMB, or "to avoid" in S3 keys; each has a full-width look-alike 0xFEE0 above. */
const reserved = /[\\/:*?"<>|%#^`{}[\]~]/gu;
const blanks = /[\p{Zs}\t\n\r\v\f\u0085\u2028\u2029]+/gu;
/** Controls, bidi and other formats, and everything that draws nothing (default-ignorable). */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Private use (SMB clients use it to smuggle reserved characters), non-characters, broken halves. */
const meaningless = /[\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/gu;
const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))/iu;

function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

/** One part of a name: NFC, one line, single blanks, nothing invisible, nothing reserved. May be empty. */
export function namePart(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(blanks, " ")
    .replace(invisible, "")
    .replace(meaningless, "〓")
    .normalize("NFC")
    .replace(reserved, fullWidth)
    .replace(/ +/g, " ")
    .trim()
    .replace(/^[-.]/, fullWidth)
    .replace(/[. ]+$/, (tail) => tail.replaceAll(" ", "").replaceAll(".", "．"));
}

/** Any text as one safe path component of at most `mostBytes` UTF-8 bytes; never empty, `.` or `..`. */
export function safeName(text: string, mostBytes: number): string {
  const part = namePart(text).replace(windowsDevice, "$&＿");
  const cut = cutToBytes(part, mostBytes).replace(/[. ]+$/, "");
  return cut === "" ? "＿" : cut;
}

/** What two names have in common when a file system that ignores case would take them for one. */
export function collisionKey(name: string): string {
  return name.normalize("NFC").toUpperCase().normalize("NFC");
}

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The longest beginning of `text` that fits; never half a character. */
export function cutToBytes(text: string, mostBytes: number): string {
  let size = 0;
  let kept = "";
  for (const character of text) {
    size += byteLength(character);
    if (size > mostBytes) break;
    kept += character;
  }
  return kept.trimEnd();
}
