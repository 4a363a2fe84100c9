/**
 * Signed notes others have published: the worked example of Go's sumdb/note package and one
 * checkpoint of the Go checksum database, both with their verifier keys.
 */
export const goNote = {
  verifierKey: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  /** Base64 of type byte and seed: a published example key, worth nothing. */
  signer: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  text:
    "If you think cryptography is the answer to your problem,\n" +
    "then you don't know what your problem is.\n",
  signatureLine:
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
} as const;

export const sumdb = {
  verifierKey: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
  checkpoint:
    "go.sum database tree\n15081221\nBoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=\n\n" +
    "— sum.golang.org Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R+C8j0jGY1WnUADGMkok3U0m2Zgo=\n",
  size: 15_081_221,
} as const;

/** The example of C2SP tlog-checkpoint: its form is good; no key for it is published. */
export const c2spExample =
  "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
  "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

const line = goNote.signatureLine;

/** Texts that are no signed note (C2SP signed-note, section Format). */
export const badNotes: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["no signature", `${goNote.text}\n`],
  ["no blank line", `${goNote.text}${line}`],
  ["no newline at the end", `${goNote.text}\n${line.slice(0, -1)}`],
  ["a control character", `${goNote.text.replace("If", "I\tf")}\n${line}`],
  ["a NUL", `${goNote.text.replace("If", "I\u0000f")}\n${line}`],
  ["a carriage return", `${goNote.text.replace("\n", "\r\n")}\n${line}`],
  ["a hyphen for the dash", `${goNote.text}\n${line.replace("—", "-")}`],
  ["an en dash for the dash", `${goNote.text}\n${line.replace("—", "–")}`],
  ["two spaces", `${goNote.text}\n${line.replace(" P", "  P")}`],
  ["a plus in the name", `${goNote.text}\n${line.replace("Peter", "Peter+")}`],
  ["an empty name", `${goNote.text}\n${line.replace("PeterNeumann", "")}`],
  ["base64 without padding", `${goNote.text}\n${line.replace("=\n", "\n")}`],
  ["base64 with spare bits", `${goNote.text}\n${line.replace("AM=\n", "AN=\n")}`],
  ["only a key id", `${goNote.text}\n— PeterNeumann x08gow==\n`],
  ["a third word", `${goNote.text}\n${line.replace("=\n", "= x\n")}`],
  ["text after the signatures", `${goNote.text}\n${line}more\n`],
  ["half a surrogate pair", `${goNote.text.replace("If", "\ud800")}\n${line}`],
  ["65 signatures", `${goNote.text}\n${line.repeat(65)}`],
  ["far too long", `${"a".repeat(200_000)}\n\n${line}`],
];

/** Texts that are no checkpoint (C2SP tlog-checkpoint, section Note text). */
export const badCheckpoints: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["one line", "origin\n"],
  ["no root", "origin\n5\n"],
  ["an empty origin", "\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["a leading zero", "origin\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["a sign", "origin\n+5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["minus zero", "origin\n-0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["hexadecimal", "origin\n0x5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["an exponent", "origin\n1e3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["a blank", "origin\n 5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["beyond 2^53", "origin\n9007199254740992\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ["a short root", "origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n"],
  ["an odd root", "origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n"],
  ["an empty extension", "origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nx\n"],
  ["no newline at the end", "origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="],
];
