import {
  Disclosed,
  type EntryBody,
  type EntryKind,
  Leaf,
  type Subject,
} from "../../contract/entries.ts";
import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { concat, fromHex, toHex, utf8 } from "../bytes.ts";
import { canonicalJson, isCanonicalJson } from "../canonical.ts";
import type { Sha256 } from "./hash.ts";

/** What a leaf is made from; `salts` draws 16 random bytes for each personal field. */
export interface LeafSource {
  readonly id: string;
  readonly siteId: string;
  readonly kind: EntryKind;
  readonly atMs: number;
  readonly actor: Actor;
  readonly subject: Subject;
  readonly body: EntryBody<EntryKind>;
  readonly personal: Readonly<Record<string, string>>;
}

export interface BuiltLeaf {
  /** The exact text that is hashed: canonical JSON of a `Leaf`. */
  readonly text: string;
  /** Field → salt and text, to be kept apart from the leaf and erasable. */
  readonly personal: ReadonlyMap<string, Disclosed>;
}

/**
 * Builds a leaf. Personal texts (the actor's login and name among them, as `actor.login` and
 * `actor.name`) enter only as salted digests (C-28). Throws TypeError or RangeError on what no
 * leaf can hold; the caller has checked the body against its kind.
 */
export function buildLeaf(
  source: LeafSource,
  ports: { readonly sha256: Sha256; readonly drawSalt: () => Uint8Array },
): BuiltLeaf {
  const personal = new Map<string, Disclosed>();
  const digests: [string, string][] = [];
  for (const [field, text] of personalTexts(source)) {
    const salt = ports.drawSalt();
    if (salt.length !== 16) throw new RangeError("a salt has 16 bytes");
    if (field.length > 32 || text.length > limits.textCharacters)
      throw new RangeError(`the personal field ${field.slice(0, 32)} is too long`);
    personal.set(field, { salt: toHex(salt), text });
    digests.push([field, toHex(ports.sha256(concat(salt, utf8(text))))]);
  }
  const text = canonicalJson({
    version: 1,
    id: source.id,
    siteId: source.siteId,
    kind: source.kind,
    atMs: source.atMs,
    actor: actorInLeaf(source.actor),
    subject: source.subject,
    body: source.body,
    personal: Object.fromEntries(digests),
  });
  const sizeBytes = utf8(text).length;
  if (sizeBytes > limits.entryBytes)
    throw new RangeError(`an entry of ${source.kind} has ${sizeBytes} bytes, more than its limit`);
  return { text, personal };
}

function personalTexts(source: LeafSource): [string, string][] {
  const own = Object.entries(source.personal);
  if (source.actor.kind === "system") return own;
  return [["actor.login", source.actor.login], ["actor.name", source.actor.name], ...own];
}

function actorInLeaf(actor: Actor): Leaf["actor"] {
  if (actor.kind === "system") return { kind: "system", name: actor.name };
  const { accountId, signInId, role, terminal, address } = actor;
  return { kind: "person", accountId, signInId, role, terminal, address };
}

/** Reads a leaf's text; undefined unless it is a leaf and prints back to the very same text. */
export function parseLeaf(text: string): Leaf | undefined {
  // A UTF-16 unit takes at most three bytes of UTF-8: short texts need no counting.
  if (text.length * 3 > limits.entryBytes && utf8(text).length > limits.entryBytes)
    return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isCanonicalJson(text, value) ? Leaf.safeParse(value).data : undefined;
  } catch {
    return undefined;
  }
}

/** The first personal field whose disclosed text does not hash to the leaf's digest, if any. */
export function falsePersonalField(
  leaf: Leaf,
  disclosed: ReadonlyMap<string, Disclosed>,
  sha256: Sha256,
): string | undefined {
  const digests = new Map(Object.entries(leaf.personal));
  for (const [field, { salt, text }] of disclosed) {
    const saltBytes = fromHex(salt);
    if (saltBytes === undefined) return field;
    if (digests.get(field) !== toHex(sha256(concat(saltBytes, utf8(text))))) return field;
  }
  return undefined;
}
