import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { once } from "./age-stream.ts";
import { digestAside } from "./file-reader.ts";
import { claimFolder, openFolderTarget } from "./folder-target.ts";

test("[S0-8.1a] large copies are read back beside each other, each with the digest of what lies there; one that is gone is trouble of its place", async () => {
  const path = mkdtempSync(join(tmpdir(), "liuhen-aside-"));
  try {
    const siteId = "019e807a-ec00-7000-8000-000000000001";
    const facts = { path, siteId, targetId: "019e807a-ec00-7000-8000-000000000002" };
    await claimFolder(facts);
    const target = openFolderTarget(facts);
    const files = [4, 5, 6].map((megabytes) => randomBytes(megabytes * 1024 * 1024 + 1));
    const put = await Promise.all(
      files.map((bytes, at) => target.put(`a/${at}.age`, once(bytes), { sizeBytes: bytes.length })),
    );
    for (const [at, bytes] of files.entries()) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      expect(put[at]).toEqual({ sha256, sizeBytes: bytes.length, confirmed: true });
      expect(readFileSync(join(path, "a", `${at}.age`)).equals(bytes)).toBe(true);
      expect(await digestAside(join(path, "a", `${at}.age`))).toBe(sha256);
    }
    await expect(digestAside(join(path, "gone"))).rejects.toMatchObject({
      kind: "network",
      code: "copy_unreachable",
    });
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
});
