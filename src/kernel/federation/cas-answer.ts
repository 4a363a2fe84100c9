import { type Claims } from "./person-key.ts";

/** As much of an XML element as is needed here; names without their prefix. */
export interface Element {
  child(name: string): Element | undefined;
  attribute(name: string): string;
  /** Its children, in no order that matters. */
  names(): readonly string[];
  children(name: string): readonly Element[];
  text(): string;
}

export type CasAnswer =
  | { readonly valid: true; readonly claims: Claims }
  /** `INVALID_TICKET`, `INVALID_SERVICE` and the like (CAS Protocol 3.0 section 2.5.3). */
  | { readonly valid: false; readonly code: string };

const valuesMost = 50;
const attributesMost = 200;

/**
 * Reads a `serviceResponse` (CAS Protocol 3.0 section 2.5.2): the user as claim `user`, attributes
 * under their names. Undefined for what is no such answer, or says yes and no at once.
 */
export function readCasAnswer(document: Element): CasAnswer | undefined {
  const answers = document.children("serviceResponse");
  const [answer] = answers;
  if (answer === undefined || answers.length !== 1) return undefined;
  const yes = answer.children("authenticationSuccess");
  const no = answer.children("authenticationFailure");
  if (yes.length + no.length !== 1) return undefined;
  const [refusal] = no;
  if (refusal !== undefined) return { valid: false, code: codeOf(refusal) };
  const claims = yes[0] === undefined ? undefined : claimsOf(yes[0]);
  return claims === undefined ? undefined : { valid: true, claims };
}

function codeOf(refusal: Element): string {
  const code = refusal.attribute("code");
  return /^[A-Z_]{1,64}$/.test(code) ? code : "UNKNOWN";
}

function claimsOf(success: Element): Claims | undefined {
  const users = success.children("user");
  const user = users[0]?.text() ?? "";
  // A service that got its ticket through another one was not asked by this person (section 2.5.4).
  if (users.length !== 1 || user === "" || success.child("proxies") !== undefined) return undefined;
  const claims = new Map<string, readonly string[]>();
  const attributes = success.child("attributes");
  const names = attributes?.names() ?? [];
  if (names.length > attributesMost) return undefined;
  for (const name of names) {
    const values = (attributes?.children(name) ?? []).slice(0, valuesMost + 1);
    if (values.length > valuesMost) return undefined;
    claims.set(
      name,
      values.map((value) => value.text()),
    );
  }
  // Last, so that no attribute of that name stands in its place.
  claims.set("user", [user]);
  return claims;
}
