import { describe, expect, test } from "vitest";
import { cryptos } from "../../../tests/fixture/cryptos.ts";
import {
  badCheckpoints,
  badNotes,
  c2spExample,
  goNote,
  sumdb,
} from "../../../tests/vectors/ledger-notes.ts";
import { sha256 } from "../../platform/hash.ts";
import { openSigningKey } from "../../platform/signing.ts";
import { fromBase64, toHex } from "../bytes.ts";
import { openCheckpoint, parseCheckpoint, printCheckpoint } from "./checkpoint.ts";
import {
  isSignedBy,
  parseNote,
  parseVerifierKey,
  printNote,
  printVerifierKey,
  signNote,
  type VerifierKey,
  verifierKey,
} from "./note.ts";

const goodNote = `${goNote.text}\n${goNote.signatureLine}`;
const signer = openSigningKey((fromBase64(goNote.signer) ?? new Uint8Array()).subarray(1));

function key(text: string): VerifierKey {
  const parsed = parseVerifierKey(text, sha256);
  if (parsed === undefined) throw new Error(`no verifier key: ${text}`);
  return parsed;
}

describe.each(cryptos)("signed notes, %s", (_, crypto) => {
  test("the worked example of Go's note package verifies", () => {
    const note = parseNote(goodNote);
    expect(note?.text).toBe(goNote.text);
    expect(note && isSignedBy(note, key(goNote.verifierKey), crypto)).toBe(true);
  });
  test("a checkpoint of the Go checksum database verifies", () => {
    const note = parseNote(sumdb.checkpoint);
    expect(note && isSignedBy(note, key(sumdb.verifierKey), crypto)).toBe(true);
    expect(parseCheckpoint(note?.text ?? "")).toMatchObject({
      origin: "go.sum database tree",
      size: sumdb.size,
    });
  });
  test("its key speaks for its own name only", () => {
    const opened = openCheckpoint(sumdb.checkpoint, key(sumdb.verifierKey), crypto);
    expect(opened).toEqual({ ok: false, fault: "checkpoint-origin" });
  });
  test.each([
    ["a changed letter", goodNote.replace("cryptography", "cryptographY")],
    ["a changed signature", goodNote.replace("ZJku", "ZJkv")],
    [
      "a second, false signature of the key",
      goodNote + goNote.signatureLine.replace("ZJku", "ZJkv"),
    ],
  ])("%s refuses the note", (_name, text) => {
    const note = parseNote(text);
    expect(note && isSignedBy(note, key(goNote.verifierKey), crypto)).toBe(false);
  });
  test("signatures of unknown keys are ignored, and none but unknown ones refuse", () => {
    const stranger = "— stranger.example AAAAAAEC\n";
    const beside = parseNote(goodNote + stranger);
    expect(beside && isSignedBy(beside, key(goNote.verifierKey), crypto)).toBe(true);
    const alone = parseNote(`${goNote.text}\n${stranger}`);
    expect(alone && isSignedBy(alone, key(goNote.verifierKey), crypto)).toBe(false);
  });
});

test("signing gives the published note, byte for byte", () => {
  const made = verifierKey("PeterNeumann", signer.publicKey, sha256);
  expect(printVerifierKey(made)).toBe(goNote.verifierKey);
  expect(signNote(goNote.text, made, signer.sign)).toBe(goodNote);
});

test("the C2SP example has the form of a checkpoint and prints back", () => {
  const note = parseNote(c2spExample);
  expect(note && printNote(note)).toBe(c2spExample);
  const checkpoint = parseCheckpoint(note?.text ?? "");
  expect(checkpoint?.size).toBe(20_852_163);
  expect(checkpoint && printCheckpoint(checkpoint)).toBe(note?.text);
});

test("the text of a note may have empty lines; the last one divides", () => {
  const note = signNote("a\n\nb\n", verifierKey("k", signer.publicKey, sha256), signer.sign);
  expect(parseNote(note)?.text).toBe("a\n\nb\n");
});

test("16 signatures are read", () => {
  expect(parseNote(`${goNote.text}\n${goNote.signatureLine.repeat(16)}`)?.signatures.length).toBe(
    16,
  );
});

test.each(badNotes)("no note: %s", (_name, text) => {
  expect(parseNote(text)).toBeUndefined();
});

test.each(badCheckpoints)("no checkpoint: %s", (_name, text) => {
  expect(parseCheckpoint(text)).toBeUndefined();
});

test.each([
  ["another key id", goNote.verifierKey.replace("c74f20a3", "c74f20a4")],
  ["another name", goNote.verifierKey.replace("Peter", "Petra")],
  ["another type", goNote.verifierKey.replace("+ARpc", "+AhpC")],
  ["a short key", "PeterNeumann+c74f20a3+ARpc"],
  ["capital digits", goNote.verifierKey.replace("c74f20a3", "C74F20A3")],
  ["nothing", ""],
  ["a space", ` ${goNote.verifierKey}`],
  ["a newline", `${goNote.verifierKey}\n`],
])("no verifier key: %s", (_name, text) => {
  expect(parseVerifierKey(text, sha256)).toBeUndefined();
});

test("a checkpoint carries extension lines along", () => {
  const text = `origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n`;
  expect(toHex(parseCheckpoint(text)?.root ?? new Uint8Array())).toMatch(/^0ac5186a/);
});
