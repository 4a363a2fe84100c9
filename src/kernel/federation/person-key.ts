/** What a sign-in service said of a person: a name and its values, however it carried them. */
export type Claims = ReadonlyMap<string, readonly string[]>;

const keyCharacters = 64;
const nameCharacters = 120;

/**
 * The key (工号, 学号) a claim carries: exactly one value of 1–64 characters without blanks at its
 * ends or control characters. Undefined for everything else; nothing is trimmed or folded, because
 * two spellings of one key would be two persons here (S0-13a).
 */
export function readPersonKey(claims: Claims, claim: string): string | undefined {
  const values = claims.get(claim) ?? [];
  const [key] = values;
  if (key === undefined || values.length !== 1) return undefined;
  const fits = key.length > 0 && key.length <= keyCharacters && key.trim() === key;
  return fits && isPlain(key) ? key : undefined;
}

/** A person's name for a new account; undefined when there is none that can be shown. */
export function readPersonName(claims: Claims, claim: string | null): string | undefined {
  const name = claim === null ? undefined : claims.get(claim)?.[0]?.trim();
  if (name === undefined || name === "" || name.length > nameCharacters) return undefined;
  return isPlain(name) ? name : undefined;
}

/** A login for a new account from the key itself; undefined when the key is no login. */
export function loginFromKey(personKey: string): string | undefined {
  const login = personKey.toLowerCase();
  return /^[a-z0-9][a-z0-9._-]{2,63}$/.test(login) ? login : undefined;
}

function isPlain(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/**
 * Claims of a JSON object (identity token, UserInfo): texts and whole numbers, alone or listed.
 * Anything else (true, null, objects) is no identity and left out.
 */
export function claimsOf(object: Readonly<Record<string, unknown>>): Claims {
  const claims = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(object)) {
    const values = (Array.isArray(value) ? value : [value]).map(textOf);
    const texts = values.filter((text) => text !== undefined);
    if (texts.length === values.length) claims.set(name, texts);
  }
  return claims;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined;
}
