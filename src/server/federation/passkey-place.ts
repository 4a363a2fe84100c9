import { parseAddress } from "../../kernel/address.ts";

/** Where passkeys of a page belong: its origin, and the name they are bound to (RP ID). */
export interface PasskeyPlace {
  readonly origin: string;
  readonly rpId: string;
}

/**
 * Browsers have passkeys only in a secure context, and never for a bare number address (WebAuthn
 * Level 3 section 5.1.2). Says why there are none on this page, if so.
 */
export function passkeyPlace(
  origin: string,
): PasskeyPlace | { readonly absent: "not-https" | "address-is-number" } {
  const url = URL.parse(origin);
  if (url === null) return { absent: "not-https" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const home = host === "localhost" || host.endsWith(".localhost");
  if (parseAddress(host) !== undefined) return { absent: "address-is-number" };
  if (url.protocol !== "https:" && !home) return { absent: "not-https" };
  return { origin: url.origin, rpId: host };
}
