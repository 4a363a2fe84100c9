import { type Checked, fault, type PaperFault, sizeFits } from "./paper-fault.ts";

/** Unfolds zlib data, at most `mostBytes`; undefined when it is broken or larger. */
export type Inflate = (bytes: Uint8Array, mostBytes: number) => Uint8Array | undefined;

/**
 * Names that make a PDF act, carry files, or hide what it is (ISO 32000-1, 7.11.4, 12.5, 12.6, 13).
 * An action runs a script only where its /S says JavaScript or Rendition, so /JS alone is no sign.
 */
const active: ReadonlySet<string> = new Set([
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "FileAttachment",
  "RichMedia",
  "Rendition",
  "XFA",
  "SubmitForm",
  "ImportData",
  "GoToE",
  "Movie",
  "Sound",
  "Collection",
  "3DD",
]);
const inflatedMostBytes = 64 * 1024 * 1024;
const objectStreamsMost = 20_000;
const tailBytes = 1024;

export function isPdf(bytes: Uint8Array): boolean {
  return /^%PDF-[12]\.[0-9]/.test(latin1(bytes.subarray(0, 16)));
}

/**
 * A PDF that only shows pages: begins at its first byte, ends with `%%EOF`, is not encrypted, and no
 * name in it, written plainly, with `#xx` or inside an object stream, makes it act.
 */
export function checkPdf(bytes: Uint8Array, inflate: Inflate): Checked<null> {
  const text = latin1(bytes);
  const tail = text.slice(-tailBytes);
  const end = tail.lastIndexOf("%%EOF");
  if (end < 0 || !text.includes("startxref") || !/\d+\s+\d+\s+obj/.test(text))
    return fault("broken");
  if (tail.slice(end + 5).trim() !== "") return fault("second_content");
  const names = namesOf(text);
  const found = judgeNames(names);
  if (found !== undefined) return fault(found);
  if (hugePicture(text)) return fault("too_large_picture");
  const packed = checkObjectStreams({ bytes, text, inflate }, names.get("ObjStm") ?? 0);
  return packed === undefined ? { ok: true, value: null } : fault(packed);
}

function judgeNames(names: ReadonlyMap<string, number>): PaperFault | undefined {
  if (names.has("Encrypt")) return "encrypted";
  return [...active].some((name) => names.has(name)) ? "active_content" : undefined;
}

/** Names with their `#xx` undone → how often; only such as matter here. */
function namesOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, written = ""] of text.matchAll(/\/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){2,60})/g)) {
    const name = written.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (active.has(name) || name === "Encrypt" || name === "ObjStm")
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Pictures say their size in plain dictionaries; read side by side, so that no text makes it slow. */
function hugePicture(text: string): boolean {
  for (const [, digits] of text.matchAll(/\/(?:Width|Height)[ \t\r\n]{1,8}(\d{1,12})/g))
    if (!sizeFits({ width: Number(digits), height: 1 })) return true;
  return false;
}

interface Packed {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly inflate: Inflate;
}

/**
 * Every object stream is opened and read like the rest. One that cannot be found, is packed in another
 * way or does not unfold is a reason to refuse: what cannot be read cannot be vouched for.
 */
function checkObjectStreams(file: Packed, expected: number): PaperFault | undefined {
  if (expected > objectStreamsMost) return "unreadable_parts";
  let seen = 0;
  let left = inflatedMostBytes;
  for (const match of file.text.matchAll(
    /obj\s*(<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>){0,4000}>>)\s*stream\r?\n/g,
  )) {
    const dictionary = match[1] ?? "";
    if (!namesOf(dictionary).has("ObjStm")) continue;
    seen++;
    const unfolded = unfold(file, { dictionary, from: match.index + match[0].length, left });
    if (unfolded === undefined) return "unreadable_parts";
    left -= unfolded.length;
    const inside = latin1(unfolded);
    const found = judgeNames(namesOf(inside));
    if (found !== undefined) return found;
  }
  return seen === expected ? undefined : "unreadable_parts";
}

function unfold(
  { bytes, text, inflate }: Packed,
  stream: { readonly dictionary: string; readonly from: number; readonly left: number },
): Uint8Array | undefined {
  const end = text.indexOf("endstream", stream.from);
  if (end < 0 || stream.left <= 0) return undefined;
  const body = bytes.subarray(stream.from, end);
  const { dictionary } = stream;
  if (/#|\/DecodeParms|\/DP\b|\/F\b/.test(dictionary)) return undefined;
  if (!dictionary.includes("/Filter")) return body.length <= stream.left ? body : undefined;
  return /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(dictionary)
    ? inflate(body, stream.left)
    : undefined;
}

const decoder = new TextDecoder("latin1");
function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
