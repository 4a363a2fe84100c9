import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";
import { Id, Ms } from "../contract/ids.ts";
import { type AgeIdentity, makeIdentity, recipientOfSecret, sealText } from "./age-stream.ts";
import { makeFolderSync, syncFolderSync, writeDurablySync } from "./durable-file.ts";
import type { HousePaths } from "./paths.ts";
import { draw } from "./random.ts";
import { type SecretBox, secretBoxOf } from "./secret-box.ts";
import { readTextIfThere } from "./text-file.ts";

/**
 * `keystore/`, apart from the database: one X25519 identity for each home, wrapped twice, for the site
 * (own key file, itself sealed) and as an age file for the escrow recipient. Destroying an identity
 * makes every copy of its home unreadable wherever it lies (C-26); it never comes back.
 */
export interface KeyStore {
  escrow(): Escrow | undefined;
  /** A new escrow key: every identity is wrapped anew for it. The secret is handed out here, once. */
  makeEscrow(nowMs: number): Promise<AgeIdentity & { readonly identities: number }>;
  /** Whether these are the last eight characters of the secret; if so it counts as kept. */
  confirmEscrow(tail: string, nowMs: number): boolean;
  /** The recipient of a home, made when there is none; undefined once its identity was destroyed. */
  recipientOf(keyId: KeyId): Promise<string | undefined>;
  /** The identity itself; undefined where there is none any more. */
  secretOf(keyId: KeyId): string | undefined;
  /** The identity as an age file for the escrow recipient: what lies in the copies of this store. */
  wrappedFor(keyId: KeyId): Promise<Uint8Array | undefined>;
  /** Puts an identity back that came from a copy; one that lives here stays, a destroyed one stays gone. */
  adopt(keyId: KeyId, secret: string): Promise<void>;
  /** The escrow key of a house that is put back: whoever gave it in holds it. */
  adoptEscrow(secret: string, nowMs: number): Promise<void>;
  isDestroyed(keyId: KeyId): boolean;
  /** Overwritten, unlinked, and its grave marked first: repeating it does no harm. */
  destroy(keyId: KeyId): void;
  /** Every living identity. */
  list(): Promise<readonly string[]>;
}
/** A home's id, or the house's own identity for what belongs to no home. */
export type KeyId = string;
export const houseKeyId = "house";

export interface Escrow {
  readonly recipient: string;
  readonly madeAtMs: number;
  readonly confirmedAtMs: number | null;
}

const EscrowFile = z.strictObject({
  version: z.literal(1),
  recipient: z.string().startsWith("age1").max(200),
  madeAtMs: Ms,
  confirmedAtMs: Ms.nullable(),
  // Forty of the secret's 256 bits, digested: enough to compare, too little to help anybody.
  tailSalt: z.string().regex(/^[0-9a-f]{32}$/),
  tailSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const KeyFile = z.strictObject({
  version: z.literal(1),
  keyId: z.string(),
  recipient: z.string().startsWith("age1").max(200),
  /** For the site: sealed by the key store's own key. */
  site: z.string().max(1_000),
  /** For the escrow key: an age file, base64; null before there is one. */
  escrow: z.strictObject({ recipient: z.string(), file: z.string().max(4_000) }).nullable(),
});
type KeyFile = z.infer<typeof KeyFile>;

const remembered = 2_000;

export function openKeyStore(paths: HousePaths, site: SecretBox): KeyStore {
  return new FolderKeyStore(paths, site);
}

class FolderKeyStore implements KeyStore {
  readonly #root: string;
  readonly #site: SecretBox;
  #own: SecretBox | undefined;
  /** Recipients are no secrets; each object of a home asks for its. */
  readonly #recipients = new Map<KeyId, string>();

  constructor(paths: HousePaths, site: SecretBox) {
    this.#root = paths.keystore;
    this.#site = site;
  }

  escrow(): Escrow | undefined {
    const file = this.#escrowFile();
    if (file === undefined) return undefined;
    const { recipient, madeAtMs, confirmedAtMs } = file;
    return { recipient, madeAtMs, confirmedAtMs };
  }

  async makeEscrow(nowMs: number): Promise<AgeIdentity & { identities: number }> {
    const made = await makeIdentity();
    const salt = Buffer.from(draw(16)).toString("hex");
    this.#writeEscrow({
      version: 1,
      recipient: made.recipient,
      madeAtMs: nowMs,
      confirmedAtMs: null,
      tailSalt: salt,
      tailSha256: tailDigest(made.secret.slice(-8), salt),
    });
    let identities = 0;
    for (const keyId of await this.list()) {
      await this.wrappedFor(keyId);
      identities++;
    }
    return { ...made, identities };
  }

  async adopt(keyId: KeyId, secret: string): Promise<void> {
    if (this.isDestroyed(keyId) || this.#read(keyId) !== undefined) return;
    await this.#keep(keyId, { secret, recipient: await recipientOfSecret(secret) });
  }

  async adoptEscrow(secret: string, nowMs: number): Promise<void> {
    const recipient = await recipientOfSecret(secret);
    if (this.#escrowFile()?.recipient === recipient) return;
    const salt = Buffer.from(draw(16)).toString("hex");
    const tailSha256 = tailDigest(secret.slice(-8), salt);
    const kept = { madeAtMs: nowMs, confirmedAtMs: nowMs, tailSalt: salt, tailSha256 };
    this.#writeEscrow({ version: 1, recipient, ...kept });
  }

  confirmEscrow(tail: string, nowMs: number): boolean {
    const file = this.#escrowFile();
    if (file === undefined) return false;
    if (tailDigest(tail.toUpperCase(), file.tailSalt) !== file.tailSha256) return false;
    this.#writeEscrow({ ...file, confirmedAtMs: nowMs });
    return true;
  }

  async recipientOf(keyId: KeyId): Promise<string | undefined> {
    const known = this.#recipients.get(keyId);
    if (known !== undefined) return known;
    if (this.isDestroyed(keyId)) return undefined;
    const recipient = (this.#read(keyId) ?? (await this.#make(keyId))).recipient;
    if (this.#recipients.size >= remembered) this.#recipients.clear();
    this.#recipients.set(keyId, recipient);
    return recipient;
  }

  secretOf(keyId: KeyId): string | undefined {
    if (this.isDestroyed(keyId)) return undefined;
    const file = this.#read(keyId);
    return file && this.#box().open(context(keyId), file.site);
  }

  async wrappedFor(keyId: KeyId): Promise<Uint8Array | undefined> {
    const escrow = this.#escrowFile();
    const file = this.isDestroyed(keyId) ? undefined : this.#read(keyId);
    if (escrow === undefined || file === undefined) return undefined;
    if (file.escrow?.recipient === escrow.recipient)
      return new Uint8Array(Buffer.from(file.escrow.file, "base64"));
    const wrapped = await wrap(escrow.recipient, this.#box().open(context(keyId), file.site));
    this.#write({ ...file, escrow: wrapped });
    return new Uint8Array(Buffer.from(wrapped.file, "base64"));
  }

  isDestroyed(keyId: KeyId): boolean {
    return existsSync(this.#grave(keyId));
  }

  destroy(keyId: KeyId): void {
    this.#recipients.delete(keyId);
    // The grave comes first: from here on nobody makes or reads this identity.
    if (!this.isDestroyed(keyId)) writeDurablySync(this.#grave(keyId), "");
    const folder = this.#folder(keyId);
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder))
      if (name === `${plain(keyId)}.json` || name.startsWith(`.${plain(keyId)}.json.`))
        erase(join(folder, name));
    syncFolderSync(folder);
  }

  async list(): Promise<readonly string[]> {
    const found: string[] = [];
    const homes = join(this.#root, "homes");
    for (const part of await names(homes))
      for (const name of await names(join(homes, part)))
        if (name.endsWith(".json") && !name.startsWith(".")) found.push(name.slice(0, -5));
    return found.toSorted();
  }

  async #make(keyId: KeyId): Promise<KeyFile> {
    return this.#keep(keyId, await makeIdentity());
  }

  async #keep(keyId: KeyId, { secret, recipient }: AgeIdentity): Promise<KeyFile> {
    const escrow = this.#escrowFile();
    const file: KeyFile = {
      version: 1,
      keyId,
      recipient,
      site: this.#box().seal(context(keyId), secret),
      escrow: escrow === undefined ? null : await wrap(escrow.recipient, secret),
    };
    // Two at once: the first one's identity is the home's.
    const there = this.#read(keyId);
    if (there !== undefined) return there;
    this.#write(file);
    return file;
  }

  #box(): SecretBox {
    return (this.#own ??= this.#openBox());
  }

  /** The store's own key, sealed by the site's: a stolen `keystore/` alone opens nothing. */
  #openBox(): SecretBox {
    const path = join(this.#root, "store.key");
    const sealed = readTextIfThere(path)?.trim();
    const made = sealed === undefined ? Buffer.from(draw(32)).toString("hex") : undefined;
    if (made !== undefined) writeDurablySync(path, this.#site.seal("key-store", made) + "\n");
    const key = made ?? this.#site.open("key-store", sealed ?? "");
    return secretBoxOf(Buffer.from(key, "hex"));
  }

  #read(keyId: KeyId): KeyFile | undefined {
    const path = join(this.#folder(keyId), `${plain(keyId)}.json`);
    const text = readTextIfThere(path);
    if (text === undefined) return undefined;
    const parsed = KeyFile.safeParse(parseJson(text));
    if (!parsed.success || parsed.data.keyId !== keyId)
      throw new Fault("damaged", "key_file", { hint: path });
    return parsed.data;
  }

  #write(file: KeyFile): void {
    const path = join(this.#folder(file.keyId), `${plain(file.keyId)}.json`);
    // An older wrapping must not stay readable on the disk behind the new one.
    const old = existsSync(path) ? openSync(path, "r+") : undefined;
    writeDurablySync(path, `${JSON.stringify(file)}\n`);
    if (old !== undefined) overwrite(old);
  }

  #escrowFile(): z.infer<typeof EscrowFile> | undefined {
    const text = readTextIfThere(join(this.#root, "escrow.json"));
    if (text === undefined) return undefined;
    const parsed = EscrowFile.safeParse(parseJson(text));
    if (!parsed.success)
      throw new Fault("damaged", "escrow_file", { hint: "keystore/escrow.json" });
    return parsed.data;
  }

  #writeEscrow(file: z.infer<typeof EscrowFile>): void {
    writeDurablySync(join(this.#root, "escrow.json"), `${JSON.stringify(file)}\n`);
  }

  #folder(keyId: KeyId): string {
    const folder = join(this.#root, "homes", plain(keyId).slice(-2));
    makeFolderSync(folder);
    return folder;
  }

  #grave(keyId: KeyId): string {
    return join(this.#root, "graves", plain(keyId));
  }
}

async function wrap(recipient: string, secret: string): Promise<NonNullable<KeyFile["escrow"]>> {
  const file = await sealText([recipient], `${secret}\n`);
  return { recipient, file: Buffer.from(file).toString("base64") };
}

function plain(keyId: KeyId): string {
  if (keyId !== houseKeyId && !Id.safeParse(keyId).success)
    throw new Error("an identity stands for a home of ours");
  return keyId;
}

const context = (keyId: KeyId) => `identity/${keyId}`;

function tailDigest(tail: string, salt: string): string {
  return createHash("sha256").update(`${salt}/${tail}`).digest("hex");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function names(folder: string): Promise<string[]> {
  const there = await stat(folder).catch(() => undefined);
  return there === undefined ? [] : readdir(folder);
}

function erase(path: string): void {
  overwrite(openSync(path, "r+"));
  unlinkSync(path);
}

/** Random bytes over the whole file and past its end, durable before the name goes. */
function overwrite(file: number): void {
  try {
    const noise = draw(8_192);
    for (let at = 0; at < noise.length;) at += writeSync(file, noise, at, noise.length - at, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
