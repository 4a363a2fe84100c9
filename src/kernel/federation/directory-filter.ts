const place = "{login}";

/**
 * The search filter for a typed login. Every character that means something in a filter is written
 * as RFC 4515 section 3 prescribes, as octets of its UTF-8 form; so is everything outside ASCII.
 */
export function fillFilter(template: string, login: string): string {
  return template.split(place).join(escapeValue(login));
}

function escapeValue(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return [...bytes]
    .map((byte) =>
      isPlain(byte) ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
}

/** Letters, digits and what logins are made of besides; the rest is written as octets. */
function isPlain(byte: number): boolean {
  return /[A-Za-z0-9._@-]/.test(String.fromCharCode(byte)) && byte < 0x80;
}
