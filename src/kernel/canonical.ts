/**
 * Canonical JSON: RFC 8785 restricted to what we sign. Keys sorted by UTF-16 code units, no blanks,
 * whole safe numbers only, well-formed strings; `undefined` members are left out. Two equal values
 * have one text, so the text itself can be hashed.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new TypeError("canonical JSON takes well-formed text only");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value))
      throw new TypeError("canonical JSON takes whole safe numbers only");
    return Object.is(value, -0) ? "0" : String(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}

/**
 * True when `text` is the canonical JSON of `value`, which was parsed from it. The engine's own
 * printer is asked first, which is much cheaper; keys like "10" it would move, and then ours decides.
 */
export function isCanonicalJson(text: string, value: unknown): boolean {
  if (isPlain(value) && JSON.stringify(value) === text) return true;
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

/** Only what canonical JSON can hold, keys in order. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object") return false;
  let before: string | undefined;
  for (const [key, member] of Object.entries(value)) {
    if (before !== undefined && before >= key) return false;
    if (!key.isWellFormed() || !isPlain(member)) return false;
    before = key;
  }
  return true;
}
