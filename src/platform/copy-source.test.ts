import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeIdentity } from "./age-stream.ts";
import { openCopySource, readEscrowSecret } from "./copy-source.ts";
import { openKeyStore } from "./key-store.ts";
import { housePaths } from "./paths.ts";
import { openSecretBox } from "./secret-box.ts";

const root = mkdtempSync(join(tmpdir(), "liuhen-source-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("[C4 class 24] of a folder only names of ours are seen, and no link is followed", async () => {
  const folder = join(root, "copies");
  mkdirSync(join(folder, "keystore"), { recursive: true });
  writeFileSync(join(folder, "keystore", "house.age"), "sealed");
  writeFileSync(join(folder, "keystore", "Not Ours.AGE"), "x");
  writeFileSync(join(folder, "liuhen-copies.json"), "{}");
  symlinkSync("/etc/passwd", join(folder, "keystore", "passwd.age"));
  const source = await openCopySource(folder);
  const names: string[] = [];
  for await (const { name } of source.list("keystore/")) names.push(name);
  expect(names).toEqual(["keystore/house.age"]);
  const away = async () => {
    for await (const _ of source.read("keystore/absent.age")) void _;
  };
  await expect(away()).rejects.toThrow(/copy_missing/);
  const out = async () => {
    for await (const _ of source.read("../etc/passwd")) void _;
  };
  await expect(out()).rejects.toThrow(/not a name of ours/);
});

test.each([
  ["{}"],
  ["no json"],
  [JSON.stringify({ version: 1, place: { scheme: "ftp" }, secretKey: "x" })],
  ["x".repeat(20_000)],
])("a file that describes no bucket is refused", async (text) => {
  const file = join(root, "bucket.json");
  writeFileSync(file, text);
  await expect(openCopySource(file)).rejects.toThrow(/source_unreadable/);
});

test("a bucket outside of its own networks is refused before anything is asked", async () => {
  const file = join(root, "outside.json");
  const place = {
    scheme: "http",
    host: "127.0.0.1",
    port: 9,
    region: "",
    bucket: "liuhen",
    prefix: "",
    accessKey: "a",
    networks: ["10.0.0.0/8"],
  };
  writeFileSync(file, JSON.stringify({ version: 1, place, secretKey: "s" }));
  await expect(openCopySource(file)).rejects.toThrow(/host_not_allowed/);
});

test("the key sheet's secret is found whatever stands around it, and nothing else is one", async () => {
  const { secret } = await makeIdentity();
  const file = join(root, "sheet.txt");
  writeFileSync(file, `# 托管密钥单\n\n  ${secret.toLowerCase()}  \n备注\n`);
  expect(await readEscrowSecret(file)).toBe(secret);
  writeFileSync(file, secret.slice(0, -1));
  await expect(readEscrowSecret(file)).rejects.toThrow(/escrow_unreadable/);
});

test("[C-26] an identity is put back once; one that was destroyed stays gone", async () => {
  const paths = housePaths(join(root, "house"));
  const store = openKeyStore(paths, openSecretBox(paths));
  const home = "0197f000-0000-7000-8000-000000000001";
  const other = "0197f000-0000-7000-8000-000000000002";
  const [first, second] = [await makeIdentity(), await makeIdentity()];
  await store.adopt(home, first.secret);
  await store.adopt(home, second.secret);
  expect(store.secretOf(home)).toBe(first.secret);
  expect(await store.recipientOf(home)).toBe(first.recipient);
  store.destroy(other);
  await store.adopt(other, second.secret);
  expect(store.secretOf(other)).toBeUndefined();
  const escrow = await makeIdentity();
  await store.adoptEscrow(escrow.secret, 1_000);
  expect(store.escrow()?.recipient).toBe(escrow.recipient);
  expect(store.confirmEscrow(escrow.secret.slice(-8), 2_000)).toBe(true);
});
