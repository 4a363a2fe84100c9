import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter, Encrypter } from "age-encryption";
import { afterAll, describe, expect, test } from "vitest";
import { makeIdentity, once, openSealing, sealText, unseal, unsealText } from "./age-stream.ts";
import { draw } from "./random.ts";

const folder = mkdtempSync(join(tmpdir(), "liuhen-age-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasAge = spawnSync("age", ["--version"]).status === 0;

const pieces = 64 * 1024;
const sizes = [0, 1, pieces - 1, pieces, pieces + 1, 16 * pieces, 16 * pieces + 1, 33 * pieces + 7];

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("age files as a stream", () => {
  test("[S0-8.1a] every size comes back as it was, whatever the chunks, and is as large as was said", async () => {
    const { secret, recipient } = await makeIdentity();
    for (const size of sizes)
      for (const chunk of [1_000, pieces, 1_048_576]) {
        const plain = draw(size);
        const sealing = await openSealing([recipient]);
        const sealed = await gather(sealing.seal(inChunks(plain, chunk)));
        expect(sealed.length).toBe(sealing.sizeOf(size));
        expect(digest(await gather(unseal([secret], inChunks(sealed, chunk))))).toBe(digest(plain));
      }
  });

  test("[S0-8.1a] the format's own library opens ours, and we open its", async () => {
    const { secret, recipient } = await makeIdentity();
    for (const size of sizes) {
      const plain = draw(size);
      const ours = await gather((await openSealing([recipient])).seal(once(plain)));
      const decrypter = new Decrypter();
      decrypter.addIdentity(secret);
      expect(digest(await decrypter.decrypt(ours))).toBe(digest(plain));
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      const theirs = await encrypter.encrypt(plain);
      expect(digest(await gather(unseal([secret], once(theirs))))).toBe(digest(plain));
    }
  });

  test.skipIf(!hasAge)(
    "[S0-8.1a] stock age opens ours with the key file, and we open its",
    async () => {
      const { secret, recipient } = await makeIdentity();
      const escrow = await makeIdentity();
      const key = join(folder, "key.txt");
      writeFileSync(key, `${secret}\n`);
      for (const size of [0, 5, pieces, 20 * pieces + 3]) {
        const plain = draw(size);
        const file = join(folder, "sealed.age");
        writeFileSync(
          file,
          await gather((await openSealing([escrow.recipient, recipient])).seal(once(plain))),
        );
        expect(digest(execFileSync("age", ["-d", "-i", key, file], { maxBuffer: 1e8 }))).toBe(
          digest(plain),
        );
        writeFileSync(join(folder, "plain"), plain);
        execFileSync("age", ["-r", recipient, "-o", file, join(folder, "plain")]);
        const opened = await gather(unseal([escrow.secret, secret], once(readFileSync(file))));
        expect(digest(opened)).toBe(digest(plain));
      }
    },
  );

  test("[S0-8.1a] nothing of the plain bytes is in the file, and a foreign key opens nothing", async () => {
    const { recipient } = await makeIdentity();
    const other = await makeIdentity();
    const text = "甲乙丙丁 a sentence nobody may find".repeat(50);
    const sealed = await sealText([recipient], text);
    expect(Buffer.from(sealed).includes(Buffer.from("a sentence"))).toBe(false);
    await expect(unsealText([other.secret], once(sealed), 1e6)).rejects.toMatchObject({
      kind: "damaged",
      code: "age_key",
    });
  });

  test("[C5-F9] a flipped bit, a cut, a swap of pieces and an appended byte are all found", async () => {
    const { secret, recipient } = await makeIdentity();
    const plain = draw(3 * pieces + 100);
    const sealing = await openSealing([recipient]);
    const sealed = await gather(sealing.seal(once(plain)));
    const head = sealed.length - (plain.length + 4 * 16);
    const open = (bytes: Uint8Array) => gather(unseal([secret], inChunks(bytes, 10_000)));
    for (const at of [3, head - 40, head, head + pieces + 20, sealed.length - 1]) {
      const bad = Buffer.from(sealed);
      bad.writeUInt8(bad.readUInt8(at) ^ 4, at);
      await expect(open(bad)).rejects.toMatchObject({ kind: "damaged" });
    }
    const step = pieces + 16;
    for (const cut of [10, head, head + step, head + 2 * step, sealed.length - 1])
      await expect(open(sealed.subarray(0, cut))).rejects.toMatchObject({ kind: "damaged" });
    const swapped = Buffer.concat([
      sealed.subarray(0, head),
      sealed.subarray(head + step, head + 2 * step),
      sealed.subarray(head, head + step),
      sealed.subarray(head + 2 * step),
    ]);
    await expect(open(swapped)).rejects.toMatchObject({ kind: "damaged" });
    await expect(open(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toMatchObject({
      kind: "damaged",
    });
  });

  test("[C5-F24] no age file at all, an endless header and nothing are refused in bounds", async () => {
    const { secret } = await makeIdentity();
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc(4_096, 65);
    };
    for (const bytes of [once(Buffer.alloc(0)), once(Buffer.from("hello\n")), endless()])
      await expect(gather(unseal([secret], bytes))).rejects.toMatchObject({ kind: "damaged" });
  });
});
