import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freeBytes } from "./vault-files.ts";

test("a vault that is yet to be made has the space of the disk it will lie on", async () => {
  const there = await freeBytes(tmpdir());
  const absent = await freeBytes(join(tmpdir(), "liuhen-absent", "house", "vault"));
  expect(absent).toBeGreaterThan(0);
  expect(Math.abs(absent - there)).toBeLessThan(there / 2);
});
