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
const keysForbidden = new Set(["__proto__", "constructor", "prototype"]);

/** Keys in the whole value, or undefined when something in it is not to be taken. */
function countKeys(value: unknown, depth: number): number | undefined {
  if (typeof value === "string") return isKeepable(value) ? 0 : undefined;
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= depthMost) return undefined;
  const isList = Array.isArray(value);
  let keys = 0;
  for (const [key, member] of Object.entries(value)) {
    if (!isList && (keysForbidden.has(key) || !isKeepable(key))) return undefined;
    const below = countKeys(member, depth + 1);
    if (below === undefined) return undefined;
    keys += below + (isList ? 0 : 1);
  }
  return keys;
}

export function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/** Strings followed by a colon, in valid JSON: fewer keys in the value means one stood twice. */
function countKeyTokens(text: string): number {
  let keys = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (match[1] !== undefined) keys++;
  }
  return keys;
}
