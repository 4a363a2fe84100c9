import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { fetchCarried } from "../../src/cli/restore/fetch-carried.ts";
import { readNightLists } from "../../src/cli/restore/night-lists.ts";
import { type Refused, openSealedCopies } from "../../src/cli/restore/sealed-copies.ts";
import { openKeyStore } from "../../src/platform/key-store.ts";
import { housePaths } from "../../src/platform/paths.ts";
import { openRestoredFiles } from "../../src/platform/restored-files.ts";
import { secretBoxOf } from "../../src/platform/secret-box.ts";
import { carried } from "../../src/server/copies/index.ts";
import { quiet } from "../../src/server/ledger/index.ts";
import { keepLesson, moveTo, nightMs, openCopyHouse, runNights } from "../fixture/copies.ts";
import { foreignHandWrites } from "../fixture/foreign-hand.ts";

test("[S0-8.1a, S3-B2a, C5-F20] packages, library and evidence come back from the copies and the key sheet alone; what is rotten is refused by name", async () => {
  await using t = await openCopyHouse();
  const { house } = t;
  await t.addFolder("disk");
  const { homeId } = await keepLesson(house);
  const item = house.newId();
  const given = [
    { class: "archive", path: `${item}/package.zip`, homeId },
    { class: "library", path: `${item}/1.mp4`, homeId: item },
    { class: "evidence", path: "2026-0001-0a1b2c3d/x.mp4", homeId },
    { class: "evidence", path: "2026-0001-0a1b2c3d/evidence.json", homeId: null },
  ] as const;
  const bytes = new Map<string, Buffer>();
  for (const file of given) {
    const content = randomBytes(100_000);
    bytes.set(`${file.class}/${file.path}`, content);
    const path = join(house.paths[file.class], file.path);
    mkdirSync(dirname(path), { recursive: true });
    foreignHandWrites(path, content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    await quiet(house, "how far a check is; its result is entered", (tx) =>
      carried.add(house, tx, [{ ...file, sizeBytes: content.length, sha256 }]),
    );
  }
  moveTo(house, nightMs(0));
  await runNights(house, 3);
  const disk = t.folder("disk");
  const rotten = join(disk, "evidence/2026-0001-0a1b2c3d/x.mp4.age");
  const sealed = readFileSync(rotten);
  sealed.writeUInt8(sealed.readUInt8(5_000) ^ 1, 5_000);
  rmSync(rotten);
  foreignHandWrites(rotten, sealed);
  const sheet = join(t.folder("safe"), "key.txt");
  foreignHandWrites(sheet, t.secret);
  const root = mkdtempSync(join(tmpdir(), "liuhen-bare-"));
  try {
    const copies = await openSealedCopies(disk, sheet);
    const refused: Refused[] = [];
    const lists = await readNightLists(copies, refused);
    const files = await openRestoredFiles(root);
    const keys = openKeyStore(housePaths(root), secretBoxOf(randomBytes(32)));
    const order = { lists, refused, keys, homeIds: [] };
    expect(await fetchCarried(copies, files, { ...order, homeIds: [item] })).toBe(1);
    expect(await fetchCarried(copies, files, order)).toBe(3);
    expect(refused.map(({ name }) => name)).toEqual(["evidence/2026-0001-0a1b2c3d/x.mp4.age"]);
    for (const [path, content] of bytes)
      if (!path.endsWith("x.mp4")) expect(readFileSync(join(root, path))).toEqual(content);
    expect(files.has("evidence/2026-0001-0a1b2c3d/x.mp4")).toBe(false);
    copies.close();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
