import { utf8 } from "./bytes.ts";

/** POSIX ustar: the part of it that plain files and folders with short names need. */
export interface TarMember {
  /** Under 100 bytes; parts joined by `/`, never leaving the folder. */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export const tarBlockBytes = 512;
/** Two blocks of zeros end an archive. */
export const tarEnd: Uint8Array = new Uint8Array(2 * tarBlockBytes);

const nameBytes = 100;
const sizeMost = 8 ** 11 - 1;

/** The block before a member's bytes. Throws RangeError for what does not fit the form. */
export function tarHead(member: TarMember): Uint8Array {
  const name = utf8(member.kind === "folder" ? `${member.path}/` : member.path);
  if (name.length >= nameBytes || !isInnerPath(member.path) || member.sizeBytes > sizeMost)
    throw new RangeError(`not for a tar archive: ${member.path}`);
  const head = new Uint8Array(tarBlockBytes);
  head.set(name);
  const text = (at: number, value: string) => head.set(utf8(value), at);
  text(100, member.kind === "folder" ? "0000700\0" : "0000600\0");
  text(108, "0000000\0");
  text(116, "0000000\0");
  text(124, `${octal(member.sizeBytes, 11)}\0`);
  text(136, `${octal(Math.floor(member.modifiedMs / 1_000), 11)}\0`);
  text(148, "        ");
  text(156, member.kind === "folder" ? "5" : "0");
  text(257, "ustar\x0000");
  text(148, `${octal(sumOf(head), 6)}\0 `);
  return head;
}

/** Zeros that fill a member up to whole blocks. */
export function tarPadding(sizeBytes: number): Uint8Array {
  return new Uint8Array((tarBlockBytes - (sizeBytes % tarBlockBytes)) % tarBlockBytes);
}

/** The member a head tells of, `end` for a block of zeros, undefined for anything else. */
export function parseTarHead(block: Uint8Array): TarMember | "end" | undefined {
  if (block.length !== tarBlockBytes) return undefined;
  if (block.every((byte) => byte === 0)) return "end";
  const field = (from: number, to: number) => {
    const bytes = block.subarray(from, to);
    const end = bytes.indexOf(0);
    return new TextDecoder("latin1").decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  };
  const blanked = Uint8Array.from(block);
  blanked.fill(32, 148, 156);
  const sizeBytes = parseOctal(field(124, 136));
  const seconds = parseOctal(field(136, 148));
  const type = field(156, 157);
  const raw = new TextDecoder().decode(block.subarray(0, block.subarray(0, nameBytes).indexOf(0)));
  const path = type === "5" ? raw.replace(/\/$/, "") : raw;
  if (parseOctal(field(148, 156)) !== sumOf(blanked) || !field(257, 263).startsWith("ustar"))
    return undefined;
  if (sizeBytes === undefined || seconds === undefined || !isInnerPath(path)) return undefined;
  if (type !== "0" && !(type === "5" && sizeBytes === 0)) return undefined;
  if (field(345, 500) !== "") return undefined;
  return {
    path,
    kind: type === "5" ? "folder" : "file",
    sizeBytes,
    modifiedMs: seconds * 1_000,
  };
}

/** A relative path that stays below its folder. */
export function isInnerPath(path: string): boolean {
  return (
    path !== "" &&
    !/[\\\0]/.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

function parseOctal(text: string): number | undefined {
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function sumOf(block: Uint8Array): number {
  return block.reduce((sum, byte) => sum + byte, 0);
}
