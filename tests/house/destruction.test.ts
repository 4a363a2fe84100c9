import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkHouse } from "../../src/cli/check.ts";
import { verifyEntry } from "../../src/kernel/ledger/verify-proof.ts";
import { openKeyStore } from "../../src/platform/key-store.ts";
import { sha256 } from "../../src/platform/hash.ts";
import { verifySignature } from "../../src/platform/signing.ts";
import { copiesOf } from "../../src/server/copies/index.ts";
import { destructions } from "../../src/server/destruction/index.ts";
import { entriesIn, proveEntry, sequenceNow } from "../../src/server/ledger/index.ts";
import { disposal } from "../../src/server/vault/index.ts";
import { nightMs, runNights } from "../fixture/copies.ts";
import { openDestructionHouse } from "../fixture/destruction.ts";
import { value } from "../fixture/places.ts";
import { wholeDatabase } from "../fixture/whole-database.ts";

const blockBytes = 512;

/** Every file below a folder with its bytes. */
function filesBelow(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      found.set(path, readFileSync(path));
    }
  return found;
}

/** Whole blocks of these files that are nobody else's: the head of every recording is alike. */
function blocksOf(known: readonly Buffer[], others: Buffer): Buffer[] {
  return known.flatMap((bytes) =>
    Array.from({ length: Math.floor(bytes.length / blockBytes) }, (_, at) =>
      bytes.subarray(at * blockBytes, (at + 1) * blockBytes),
    ).filter((block) => !others.includes(block)),
  );
}

/** How many of these blocks lie anywhere below a folder. */
function foundBlocks(folder: string, blocks: readonly Buffer[]): number {
  const all = Buffer.concat([...filesBelow(folder).values()]);
  return blocks.filter((block) => all.includes(block)).length;
}

test("[S0-17.2a, C-26, P-6] after a destruction no copy, old database or key store opens the lesson, and its proofs still hold", async () => {
  await using d = await openDestructionHouse();
  const { house, admin } = d;
  const { path } = await d.addFolder("second-place");
  const gone = await d.plannedItem("心肺复苏实训");
  const stays = await d.plannedItem("静脉穿刺");
  d.advance(nightMs(0) - house.clock.now());
  await runNights(house);
  expect(await copiesOf(house, [gone.homeId, stays.homeId])).toMatchObject([
    { targets: [{ state: "verified" }] },
    { targets: [{ state: "verified" }] },
  ]);
  await d.passYears();
  const keys = openKeyStore(house.paths, house.secrets);
  const secret = keys.secretOf(gone.homeId) ?? "";
  expect(secret).toMatch(/^AGE-SECRET-KEY-1/);
  const plain = [...filesBelow(house.paths.vault)].filter(([name]) => name.endsWith(".mp4"));
  const own = plain.filter(([name]) => name.includes("心肺复苏实训"));
  expect(own).toHaveLength(3);
  const sealed = [...filesBelow(path)].filter(([name]) => name.includes(gone.homeId));
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  const oldDatabase = await wholeDatabase(d.adminUrl);
  const { caseId } = await d.bringTo([gone.itemId], "executing");
  await d.work();
  await d.signResults(caseId);
  await d.work();
  const finished = value(await destructions.read(house, admin.actor, caseId));
  expect(finished.state).toBe("finished");
  expect(finished.list[0]?.copies.map((copy) => [copy.where, copy.name, copy.state])).toMatchObject(
    [
      ["key-store", "", "erased"],
      ["local", expect.any(String), "erased"],
      ["key-store", "second-place", "erased"],
      ["target", "second-place", "deleted"],
    ],
  );
  // Nothing opens it: no key here or there, and none in a database that was copied before.
  const fresh = openKeyStore(house.paths, house.secrets);
  expect(fresh.secretOf(gone.homeId)).toBeUndefined();
  expect(await fresh.wrappedFor(gone.homeId)).toBeUndefined();
  expect(fresh.secretOf(stays.homeId)).toMatch(/^AGE-SECRET-KEY-1/);
  expect(oldDatabase).not.toContain(secret);
  expect(oldDatabase).not.toContain("AGE-SECRET-KEY");
  expect([...filesBelow(path).keys()].filter((name) => name.includes(gone.homeId))).toEqual([]);
  // Nothing of it lies anywhere: neither its bytes nor those of its copies.
  const others = Buffer.concat(
    plain.filter((file) => !own.includes(file)).map(([, bytes]) => bytes),
  );
  const blocks = blocksOf(
    [...own, ...sealed].map(([, bytes]) => bytes),
    others,
  );
  expect(blocks.length).toBeGreaterThan(60);
  for (const folder of [house.paths.vault, house.paths.root, path])
    expect(foundBlocks(folder, blocks)).toBe(0);
  expect(await disposal.countReadable(house, stays.homeId)).toBe(3);
  // What was entered about it stays provable, and the whole house is in order.
  await sequenceNow(house);
  const entries = await entriesIn(
    house,
    { fromMs: 0, toMs: 9e15 },
    {
      kinds: [
        "vault.round-taken@1",
        "lesson.changed@1",
        "vault.home-erased@1",
        "destruction.finished@1",
      ],
      most: 50,
    },
  );
  expect(entries.length).toBeGreaterThanOrEqual(6);
  for (const { leaf } of entries) {
    const proof = value(await proveEntry(house, leaf.id));
    expect(verifyEntry(proof, { sha256, verifySignature }), leaf.kind).toMatchObject({ ok: true });
  }
  // The teacher's and the trainees' names went from the ledger's personal texts of this lesson.
  const changed = entries.find(
    ({ leaf }) => leaf.kind === "lesson.changed@1" && leaf.subject.id === gone.homeId,
  );
  expect(
    [...(changed?.personal.keys() ?? [])].filter((name) => !name.startsWith("actor.")),
  ).toEqual([]);
  expect((await checkHouse(house, { hashing: true })).findings).toEqual([]);
}, 90_000);
