import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { z } from "zod";
import { packageChecks } from "../../contract/package.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { type PackageFiles, fromBagFolder } from "../../kernel/package/package-files.ts";
import type { CheckedPart, PackageCrypto } from "../../kernel/package/package-reading.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { packagePaths } from "../../contract/package.ts";
import { readDescription, readText } from "../../kernel/package/package-reading.ts";
import { type Pair, verifierWords as words } from "../words/verifier.ts";
import { fromDrop, fromFolder, fromZip } from "./chosen-files.ts";
import { element, forget, partRow, show, told } from "./page.ts";

// The page's content security policy forbids generated code.
z.config({ jitless: true });

const crypto: PackageCrypto = {
  sha256,
  verifySignature(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey);
    } catch {
      return false;
    }
  },
  startSha256() {
    const running = sha256.create();
    return {
      update: (bytes) => void running.update(bytes),
      hex: () => toHex(running.digest()),
    };
  },
};

const zipInput = element("zip", HTMLInputElement);
const folderInput = element("folder", HTMLInputElement);
const keyInput = element("key", HTMLInputElement);

zipInput.addEventListener("change", () => {
  const file = zipInput.files?.[0];
  if (file !== undefined) void checkFile(file);
});
folderInput.addEventListener("change", () => {
  const files = [...(folderInput.files ?? [])];
  if (files.length > 0)
    void check(fromFolder(files.map((file) => ({ path: file.webkitRelativePath, file }))));
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const items = event.dataTransfer?.items;
  if (items === undefined) return;
  void fromDrop(items).then((dropped) => {
    if (dropped instanceof File) return checkFile(dropped);
    return dropped === null ? undefined : check(dropped);
  });
});
for (const name of packageChecks) element("checks", HTMLElement).append(partRow(name));

async function checkFile(file: File): Promise<void> {
  const head = new TextDecoder().decode(await file.slice(0, 21).arrayBuffer());
  if (head === "age-encryption.org/v1") return stop(words.encrypted);
  const opened = await fromZip(file);
  if (opened.ok) return check(opened.files);
  return stop(opened.problem === "zip-packed" ? words.packed : words.unreadable);
}

async function check(chosen: PackageFiles): Promise<void> {
  const files = fromBagFolder(chosen);
  if (files === undefined) return stop(words.unreadable);
  const trusted = keyInput.value.trim();
  const totalBytes = [...files.sizes.values()].reduce((sum, size) => sum + size, 0);
  let doneBytes = 0;
  const parts: CheckedPart[] = [];
  forget();
  show("working", words.working, "0 %");
  const onBytes = (bytes: number) => {
    doneBytes += bytes;
    const percent = Math.min(100, Math.floor((doneBytes / Math.max(1, totalBytes)) * 100));
    show("working", words.working, `${percent} %`);
  };
  const known = trusted === "" ? {} : { trustedKey: trusted };
  for await (const part of verifyPackage({ files, crypto, onBytes, ...known })) {
    parts.push(part);
    told(part);
    // A breath between two checks, so that the page shows what it knows.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const wrong = parts.find(({ found }) => found !== null);
  if (wrong === undefined) {
    const key = ((await readText(files, packagePaths.verifierKey)) ?? "").trim();
    show("right", words.right, trusted === "" ? key : "", [
      await noteOf(files, parts),
      ...(trusted === "" ? [words.keyTaken] : []),
    ]);
  } else show("wrong", words.wrong, wrong.found?.about ?? "", [words.wrongNote]);
}

/** What holds, in a sentence: of an evidence pack its period and how many entries it has. */
async function noteOf(files: PackageFiles, parts: readonly CheckedPart[]): Promise<Pair> {
  const description = await readDescription(files);
  if (description?.form !== "evidence" || description.span === null) return words.rightNote;
  const at = (atMs: number, language: string) => new Date(atMs).toLocaleString(language);
  const { startMs, endMs } = description.span;
  const entries = String(parts.find(({ check }) => check === "stretch")?.count ?? 0);
  return {
    zh: filled(words.evidenceNote.zh, {
      institution: description.institution,
      from: at(startMs, "zh-CN"),
      to: at(endMs, "zh-CN"),
      entries,
    }),
    en: filled(words.evidenceNote.en, {
      institution: description.institution,
      from: at(startMs, "en-GB"),
      to: at(endMs, "en-GB"),
      entries,
    }),
  };
}

function stop(why: Pair): void {
  show("wrong", why, "");
}
