import { type Partition, partitionNames } from "../../contract/lesson.ts";

/** Names of copies: the same on every target, made of our own ids only. */
export interface FootageFile {
  readonly partition: Partition;
  readonly homeId: string;
  readonly part: "bytes" | "record" | "manifest";
  readonly objectId: string | null;
  readonly number: number;
}

/** `<partition>/<home>/<object>.age`; its record and the parts of the manifest lie beside it. */
export function footageName(file: FootageFile): string {
  const own =
    file.part === "manifest"
      ? `manifest-${String(file.number).padStart(4, "0")}`
      : `${file.objectId}${file.part === "record" ? ".record" : ""}`;
  return `${file.partition}/${file.homeId}/${own}.age`;
}

export const keyName = (keyId: string): string => `keystore/${keyId}.age`;
export const ledgerName = (tilePath: string): string => `ledger/${tilePath}.age`;

/** What lies outside the five partitions (C-23), by the folder it lies in here. */
export const carriedFolders = ["archive", "library", "evidence"] as const;

/** `folder/path`, our own file names fit for any place: small letters, digits, dots and dashes. */
export function plainCopyName(folder: string, path: string): string {
  return `${folder}/${path
    .toLowerCase()
    .split("/")
    .map((part) => part.replaceAll(/[^a-z0-9.-]/g, "-").replace(/^[^a-z0-9]+/, "x"))
    .join("/")}.age`;
}

/** A night's list and its proof; the number keeps a second run of a day apart from the first. */
export function nightNames(date: string, seq: number): { list: string; proof: string } {
  const stem = `nights/${date}-${String(seq).padStart(12, "0")}`;
  return { list: `${stem}.list.age`, proof: `${stem}.proof.age` };
}

const nightForm = /^nights\/(\d{4}-\d{2}-\d{2})-(\d{12})\.(list|proof)\.age$/;

export function parseNightName(
  name: string,
): { date: string; seq: number; what: "list" | "proof" } | undefined {
  const [, date, seq, what] = nightForm.exec(name) ?? [];
  if (date === undefined || seq === undefined || (what !== "list" && what !== "proof"))
    return undefined;
  return { date, seq: Number(seq), what };
}

/** Folders of a target beside the partitions. */
const ownFolders: readonly string[] = [
  "keystore",
  "nights",
  "ledger",
  "papers",
  "sheets",
  "database",
  "house",
  ...carriedFolders,
];

/**
 * Which part of the house a name on a target belongs to; undefined for what has no business there. A
 * partition's name stands for itself, so nothing of one can lie below another (S0-8.2).
 */
export function placeOfName(name: string): Partition | "house" | undefined {
  const [first = ""] = name.split("/");
  const partition = partitionNames.find((one) => one === first);
  if (partition !== undefined) return partition;
  return ownFolders.includes(first) ? "house" : undefined;
}
