import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExportHouse, openExportHouse, wholePackage } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { digest } from "../../../tests/fixture/segments.ts";
import { type Taken, checkers, takeFile, unpack } from "../../../tests/fixture/taken-export.ts";
import { packagePaths } from "../../contract/package.ts";
import { printVerifierKey, verifierKey } from "../../kernel/ledger/note.ts";
import { printPublicPem } from "../../kernel/package/bag.ts";
import { fromBagFolder } from "../../kernel/package/package-files.ts";
import type { CheckedPart } from "../../kernel/package/package-reading.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { openPackage } from "../../platform/package-source.ts";
import { openSigningKey, verifySignature } from "../../platform/signing.ts";
import { judgeOrder, orderCopy } from "./start-export.ts";

let t: ExportHouse;
let taken: Taken;
let original: string;
let counter = 0;

/** A package as its receiver has it after opening it with age: unpacked, and as the ZIP. */
beforeAll(async () => {
  t = await openExportHouse();
  const request = await t.grant({ operation: "department" });
  const order = value(
    await judgeOrder(t.house, t.operator.actor, {
      request,
      input: { ...wholePackage, joined: true },
    }),
  );
  const input = { ...order.input, protection: { kind: "none" } as const };
  const ordered = await orderCopy(t.house, t.operator.actor, { ...order, input, grant: request });
  await t.work();
  taken = await takeFile(t, value(ordered).export.exportId);
  original = unpack(taken.file, taken.folder);
});
afterAll(async () => {
  taken[Symbol.dispose]();
  await t[Symbol.asyncDispose]();
});

async function checked(path: string, trustedKey?: string): Promise<CheckedPart[]> {
  const opened = await openPackage(path);
  const files = fromBagFolder(opened.files);
  const parts: CheckedPart[] = [];
  const crypto = { sha256, verifySignature, startSha256 };
  const known = trustedKey === undefined ? {} : { trustedKey };
  if (files !== undefined)
    for await (const part of verifyPackage({ files, crypto, ...known })) parts.push(part);
  await opened.close();
  return parts;
}

/** The first false thing, as `check fault about`. */
async function firstFalse(path: string, trustedKey?: string): Promise<string | undefined> {
  const parts = await checked(path, trustedKey);
  const part = parts.find(({ found }) => found !== null);
  return part?.found == null ? undefined : `${part.check} ${part.found.fault} ${part.found.about}`;
}

function copyOf(): string {
  const copy = join(taken.folder, `tampered-${counter++}`);
  cpSync(original, copy, { recursive: true });
  return copy;
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const mediaIn = (bag: string) => {
  const folder = join(bag, "data/media/C01");
  const [name = ""] = readdirSync(folder).toSorted();
  return { name, path: join(folder, name), below: `data/media/C01/${name}` };
};

/** Writes all lists anew after a change, as a forger would, and signs them with a key of his own. */
function forge(bag: string): void {
  const key = openSigningKey(new Uint8Array(32).fill(5));
  const line = (path: string) => `${digest(readFileSync(join(bag, path)))}  ${path}\n`;
  writeFileSync(join(bag, packagePaths.publicKey), printPublicPem(key.publicKey));
  const listed = (manifest: string) =>
    readFileSync(join(bag, manifest), "utf8")
      .trim()
      .split("\n")
      .map((one) => one.slice(66));
  for (const manifest of [packagePaths.manifest, packagePaths.tagManifest])
    writeFileSync(join(bag, manifest), listed(manifest).map(line).join(""));
  const message = readFileSync(join(bag, packagePaths.tagManifest));
  writeFileSync(join(bag, packagePaths.signature), key.sign(message));
}

/** What each tampering does, what ours names, and which of the others see it. */
const tamperings: readonly {
  readonly name: string;
  readonly tamper: (bag: string) => void;
  readonly found: RegExp;
  readonly seenBy: readonly ("sums" | "openssl" | "bagit")[];
}[] = [
  {
    name: "a bit of a recording is flipped",
    tamper: (bag) => flip(mediaIn(bag).path, 2_000),
    found: /^payload file-differs data\/media\/C01\/.*_S0001\.mp4$/,
    seenBy: ["sums", "bagit"],
  },
  {
    name: "a segment is taken out",
    tamper: (bag) => rmSync(mediaIn(bag).path),
    found: /^payload file-missing data\/media\/C01\/.*_S0001\.mp4$/,
    seenBy: ["sums", "bagit"],
  },
  {
    name: "a segment is renamed",
    tamper: (bag) => renameSync(mediaIn(bag).path, join(bag, "data/media/C01/other.mp4")),
    found: /^listed file-added data\/media\/C01\/other\.mp4$/,
    seenBy: ["sums", "bagit"],
  },
  {
    name: "a file is added",
    tamper: (bag) => writeFileSync(join(bag, "data/media/C01/more.mp4"), "more"),
    found: /^listed file-added data\/media\/C01\/more\.mp4$/,
    seenBy: ["bagit"],
  },
  {
    name: "the list is edited to fit a changed recording",
    tamper: (bag) => {
      const { path, below } = mediaIn(bag);
      flip(path, 2_000);
      const now = digest(readFileSync(path));
      edit(join(bag, packagePaths.manifest), (text) =>
        text.replace(
          new RegExp(`^[0-9a-f]{64}(?=  ${below.replaceAll(/[.【】]/g, ".")}$)`, "m"),
          now,
        ),
      );
    },
    found: /^tag-files file-differs manifest-sha256\.txt$/,
    seenBy: ["sums", "bagit"],
  },
  {
    name: "the list of lists is edited, too",
    tamper: (bag) => {
      edit(join(bag, packagePaths.info), (text) => text.replace("Liuhen", "Other"));
      const now = digest(readFileSync(join(bag, packagePaths.info)));
      edit(join(bag, packagePaths.tagManifest), (text) =>
        text.replace(/^[0-9a-f]{64}(?= {2}bag-info\.txt$)/m, now),
      );
    },
    found: /^signature signature-false tagmanifest-sha256\.txt$/,
    seenBy: ["openssl"],
  },
  {
    name: "an entry is edited, all lists fitted and signed anew",
    tamper: (bag) => {
      edit(join(bag, packagePaths.entries), (text) => text.replace("agreed", "waived"));
      forge(bag);
    },
    found: /^entries inclusion-false #\d+ leaf-inclusion$/,
    seenBy: [],
  },
  {
    name: "a proof's path is edited, all lists fitted and signed anew",
    tamper: (bag) => {
      edit(join(bag, packagePaths.inclusion), (text) =>
        text.replace(/"([A-Za-z0-9+/]{43})="/, (_, hash: string) => `"${rotated(hash)}="`),
      );
      forge(bag);
    },
    found: /^entries inclusion-false #\d+ leaf-inclusion$/,
    seenBy: [],
  },
  {
    name: "the checkpoint is edited, all lists fitted and signed anew",
    tamper: (bag) => {
      edit(join(bag, packagePaths.checkpoint), (text) =>
        text.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`),
      );
      forge(bag);
    },
    found: /^checkpoint checkpoint-false data\/proof\/checkpoint: checkpoint-signature$/,
    seenBy: [],
  },
  {
    name: "the signature is replaced",
    tamper: (bag) => writeFileSync(join(bag, packagePaths.signature), new Uint8Array(64).fill(7)),
    found: /^signature signature-false tagmanifest-sha256\.txt$/,
    seenBy: ["openssl"],
  },
  {
    name: "the key is replaced and everything signed with it",
    tamper: forge,
    found: /^key key-unknown signature\/public-key\.pem$/,
    seenBy: [],
  },
  {
    name: "the request form is edited",
    tamper: (bag) =>
      edit(join(bag, "data/request/request.txt"), (text) => text.replace("同意", "不同意")),
    found: /^payload file-differs data\/request\/request\.txt$/,
    seenBy: ["sums", "bagit"],
  },
  {
    name: "a sealed record is edited, all lists fitted and signed anew",
    tamper: (bag) => {
      const folder = join(bag, "data/record");
      const [name = ""] = readdirSync(folder).toSorted();
      edit(join(folder, name), (text) => text.replace(/"startMs":\d/, '"startMs":2'));
      forge(bag);
    },
    found: /^pieces round-false data\/record\//,
    seenBy: [],
  },
  {
    name: "a recording is exchanged, all lists fitted and signed anew",
    tamper: (bag) => {
      flip(mediaIn(bag).path, 2_000);
      forge(bag);
    },
    found: /^media media-false data\/media\/C01\/.*_S0001\.mp4$/,
    seenBy: [],
  },
];

function rotated(text: string): string {
  return text.slice(1) + text.slice(0, 1);
}

describe("a package that was changed", () => {
  test("is found only where it was: the untouched one is right in every check and every program", async () => {
    for (const path of [original, taken.file]) {
      const parts = await checked(path);
      expect(parts.map(({ check, found }) => [check, found])).toEqual(
        parts.map(({ check }) => [check, null]),
      );
      expect(parts).toHaveLength(11);
    }
    expect(checkers.ours(taken.file)).toMatchObject({ code: 0 });
  });

  test.each(tamperings)("[S0-11.1] $name: found and named", async ({ tamper, found, seenBy }) => {
    const bag = copyOf();
    tamper(bag);
    const named = (await checked(bag)).flatMap((part) =>
      part.found === null ? [] : [`${part.check} ${part.found.fault} ${part.found.about}`],
    );
    expect(
      named.some((one) => found.test(one)),
      named.join("\n"),
    ).toBe(true);
    const seen = (["sums", "openssl", "bagit"] as const).filter(
      (checker) => checkers[checker](bag).code !== 0,
    );
    expect(seen).toEqual([...seenBy]);
    rmSync(bag, { recursive: true });
  });

  test("another house's ledger key than the trusted one is refused, and the command's exit code is 65", async () => {
    const key = openSigningKey(new Uint8Array(32).fill(9));
    const own = readFileSync(join(original, packagePaths.verifierKey), "utf8").trim();
    const foreign = own.replace(/\+[0-9a-f]{8}\+.*$/, "");
    const other = printVerifierKey(verifierKey(foreign, key.publicKey, sha256));
    expect(await firstFalse(original, own)).toBeUndefined();
    expect(await firstFalse(original, other)).toBe(
      `checkpoint key-foreign ${packagePaths.verifierKey}`,
    );
    const told = checkers.ours(original, other);
    expect(told.code).toBe(65);
    expect(told.text).toContain("key-foreign");
    expect(checkers.ours(join(taken.folder, "nothing")).code).toBe(66);
  });
});
