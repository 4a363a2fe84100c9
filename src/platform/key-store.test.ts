import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { once, sealText, unsealText } from "./age-stream.ts";
import { systemClock } from "./clock.ts";
import { newId } from "./ids.ts";
import { type KeyStore, openKeyStore } from "./key-store.ts";
import { housePaths } from "./paths.ts";
import { openSecretBox } from "./secret-box.ts";

function open(root: string): KeyStore {
  const paths = housePaths(root);
  return openKeyStore(paths, openSecretBox(paths));
}

function withStore(run: (store: KeyStore, root: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const root = mkdtempSync(join(tmpdir(), "liuhen-keys-"));
    try {
      await run(open(root), root);
    } finally {
      rmSync(root, { recursive: true });
    }
  };
}

const everything = (root: string): Buffer =>
  Buffer.concat(
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((name) => join(root, name))
      .filter((path) => !readdirIsFolder(path))
      .map((path) => readFileSync(path)),
  );
function readdirIsFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

describe("the key store", () => {
  test(
    "[S0-8.1a] one identity for each home, the same at every asking, opened by the site and by the escrow key",
    withStore(async (store, root) => {
      const escrow = await store.makeEscrow(1_000);
      const [a, b] = [newId(systemClock), newId(systemClock)];
      const recipient = (await store.recipientOf(a)) ?? "";
      expect(await open(root).recipientOf(a)).toBe(recipient);
      expect(await store.recipientOf(b)).not.toBe(recipient);
      const sealed = await sealText([recipient], "a lesson");
      const site = open(root).secretOf(a) ?? "";
      expect(await unsealText([site], once(sealed), 100)).toBe("a lesson");
      const wrapped = (await store.wrappedFor(a)) ?? new Uint8Array();
      const byHand = (await unsealText([escrow.secret], once(wrapped), 1_000)).trim();
      expect(byHand).toBe(site);
      expect(await store.list()).toEqual([a, b].toSorted());
    }),
  );

  test(
    "[P-12] neither a secret nor the escrow key lies readable in the folder, and the folder alone opens nothing",
    withStore(async (store, root) => {
      const escrow = await store.makeEscrow(1_000);
      const id = newId(systemClock);
      await store.recipientOf(id);
      const secret = store.secretOf(id) ?? "";
      const bytes = everything(join(root, "keystore"));
      for (const text of [secret, escrow.secret, escrow.secret.slice(-8)])
        expect(bytes.includes(Buffer.from(text))).toBe(false);
      rmSync(join(root, "keys", "site.key"));
      expect(() => open(root).secretOf(id)).toThrow(/secret_unreadable/);
    }),
  );

  test(
    "[C-26] a destroyed identity is overwritten, gone, and never made again, whoever puts its file back",
    withStore(async (store, root) => {
      await store.makeEscrow(1_000);
      const id = newId(systemClock);
      await store.recipientOf(id);
      const path = join(root, "keystore", "homes", id.slice(-2), `${id}.json`);
      const text = readFileSync(path);
      store.destroy(id);
      store.destroy(id);
      expect(everything(join(root, "keystore", "homes")).length).toBe(0);
      for (const again of [store, open(root)]) {
        expect(again.isDestroyed(id)).toBe(true);
        expect(await again.recipientOf(id)).toBeUndefined();
        expect(again.secretOf(id)).toBeUndefined();
        expect(await again.wrappedFor(id)).toBeUndefined();
      }
      writeFileSync(path, text);
      expect(open(root).secretOf(id)).toBeUndefined();
      store.destroy(id);
      expect(everything(join(root, "keystore", "homes")).length).toBe(0);
    }),
  );

  test(
    "[S0-8.1a] the last eight characters confirm the sheet; a new escrow key takes over every identity",
    withStore(async (store, root) => {
      const first = await store.makeEscrow(1_000);
      const id = newId(systemClock);
      await store.recipientOf(id);
      expect(store.confirmEscrow("XXXXXXXX", 2_000)).toBe(false);
      expect(store.escrow()?.confirmedAtMs).toBeNull();
      expect(store.confirmEscrow(first.secret.slice(-8).toLowerCase(), 2_000)).toBe(true);
      expect(store.escrow()).toMatchObject({ recipient: first.recipient, confirmedAtMs: 2_000 });
      const second = await store.makeEscrow(3_000);
      expect(second.identities).toBe(1);
      expect(store.escrow()).toMatchObject({ recipient: second.recipient, confirmedAtMs: null });
      const wrapped = (await open(root).wrappedFor(id)) ?? new Uint8Array();
      await expect(unsealText([first.secret], once(wrapped), 1_000)).rejects.toMatchObject({
        code: "age_key",
      });
      expect((await unsealText([second.secret], once(wrapped), 1_000)).trim()).toBe(
        store.secretOf(id),
      );
    }),
  );

  test(
    "[C5-F12] a changed or foreign key file is told, never used",
    withStore(async (store, root) => {
      const [a, b] = [newId(systemClock), newId(systemClock)];
      await store.recipientOf(a);
      await store.recipientOf(b);
      const file = (id: string) => join(root, "keystore", "homes", id.slice(-2), `${id}.json`);
      const other = readFileSync(file(b), "utf8");
      writeFileSync(file(a), other);
      expect(() => open(root).secretOf(a)).toThrow(/key_file/);
      writeFileSync(file(a), other.replace(b, a));
      expect(() => open(root).secretOf(a)).toThrow(/secret_unreadable/);
      writeFileSync(file(a), "{");
      expect(() => open(root).secretOf(a)).toThrow(/key_file/);
      await expect(store.recipientOf("../../x")).rejects.toThrow(/home of ours/);
    }),
  );
});
