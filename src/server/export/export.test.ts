import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { exports } from "./index.ts";

/** The bytes an order gives, taken by who ordered them, in a folder of their own. */
async function taken(t: ExportHouse, exportId: string): Promise<{ folder: string; file: string }> {
  const bytes = value(await exports.bytes(t.house, t.operator.actor, exportId));
  const folder = mkdtempSync(join(tmpdir(), "liuhen-taken-"));
  const file = join(folder, bytes.fileName);
  const parts: Uint8Array[] = [];
  for await (const part of bytes.read({ startByte: 0, endByte: bytes.sizeBytes })) parts.push(part);
  writeFileSync(file, Buffer.concat(parts));
  return { folder, file };
}

describe("a package", () => {
  test("[S0-11.1] smoke", async () => {
    await using t = await openExportHouse({ pictures: true });
    const request = await t.grant({ operation: "clip" });
    const started = value(await t.order(request, { form: "clip", protection: { kind: "none" } }));
    await t.work();
    const read = value(await exports.read(t.house, t.operator.actor, started.export.exportId));
    console.log(read);
    const { folder, file } = await taken(t, started.export.exportId);
    console.log(spawnSync("unzip", ["-l", file]).stdout.toString());
  });
  test("[S0-11.1] smoke2", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    const started = value(await t.order(request, {}));
    await t.work();
    const read = value(await exports.read(t.house, t.operator.actor, started.export.exportId));
    console.log(read, started.passphrase);
  });
});
