/**
 * JSON from outside, bounded before it means anything. Undefined for text that is no JSON, is
 * nested too deep, names a key twice, names a key that means something to JavaScript, or holds text
 * no database and no canonical form can keep (a NUL, half a surrogate pair).
 */
export function parseJsonInput(text: string): { readonly value: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const keys = countKeys(value, 0);
  return keys !== undefined && keys === countKeyTokens(text) ? { value } : undefined;
}

const depthMost = 16;
/** Of one list or object: more than any list of the contract may hold. */
const membersMost = 20_000;
const keysForbidden = new Set(["__proto__", "constructor", "prototype"]);

/** Keys in the whole value, or undefined when something in it is not to be taken. */
function countKeys(value: unknown, depth: number): number | undefined {
  if (typeof value === "string") return isKeepable(value) ? 0 : undefined;
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= depthMost) return undefined;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (members.length > membersMost || !names.every(isKeepableKey)) return undefined;
  let keys = names.length;
  for (const member of members) {
    const below = countKeys(member, depth + 1);
    if (below === undefined) return undefined;
    keys += below;
  }
  return keys;
}

function isKeepableKey(key: string): boolean {
  return !keysForbidden.has(key) && isKeepable(key);
}

export function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/**
 * Strings followed by a colon, in text known to be valid JSON: fewer keys in the value means one
 * stood twice. One pass by hand, because an expression over a megabyte of quotes takes a second.
 */
function countKeyTokens(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = afterString(text, at + 1);
    while (blanks.has(text.charAt(at))) at++;
    if (text.charAt(at) === ":") keys++;
  }
  return keys;
}

const blanks = new Set([" ", "\n", "\r", "\t"]);
const backslash = 0x5c;
const quote = 0x22;

/** The place behind the closing quote of a string whose text begins at `at`. */
function afterString(text: string, at: number): number {
  let here = at;
  while (here < text.length && text.charCodeAt(here) !== quote) {
    here += text.charCodeAt(here) === backslash ? 2 : 1;
  }
  return here + 1;
}
