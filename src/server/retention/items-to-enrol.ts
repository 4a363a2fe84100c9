import { ActivityKind, Scene } from "../../contract/lesson.ts";
import type { Snapshot } from "../../contract/entries.ts";
import { entryKinds } from "../../contract/entries.ts";
import { dayStart } from "../../kernel/local-time.ts";
import { lessonClass, partitionClass } from "../../kernel/retention/classes.ts";
import type { Entry } from "../ledger/index.ts";
import type { ToldHome } from "../vault/index.ts";
import type { NewItem } from "./enrol-items.ts";

/** The vault's folder of one occasion: a lesson by its activity and scene, a camera's day as it rolls. */
export function itemOfHome(home: ToldHome): NewItem {
  const { snapshot } = home;
  const span = {
    startMs: Math.min(home.startMs, whole(snapshot, "recordFromMs") ?? home.startMs),
    endMs: Math.max(home.endMs, whole(snapshot, "recordToMs") ?? home.endMs),
  };
  return {
    kind: "footage",
    source: home.kind === "lesson" ? "lesson" : "watch-day",
    sourceKey: home.homeId,
    homeId: home.homeId,
    name: home.officialName,
    place: home.place,
    partition: home.partition,
    class: classOfHome(home),
    span,
    formedMs: home.startMs,
    // The tail may cross midnight: its last minutes are kept as long as the rest.
    endedMs: span.endMs,
    cameras: home.labels,
    sizeBytes: home.sizeBytes,
    path: home.path,
  };
}

function classOfHome(home: ToldHome) {
  const activity = ActivityKind.safeParse(home.snapshot["activity"]);
  const scene = Scene.safeParse(home.snapshot["scene"]);
  return home.kind === "lesson" && activity.success && scene.success
    ? lessonClass({ activity: activity.data, scene: scene.data })
    : partitionClass(home.partition);
}

function whole(snapshot: Snapshot, field: string): number | undefined {
  const value = snapshot[field];
  return typeof value === "number" ? value : undefined;
}

/** Records of a whole calendar year, kept from its end (S0-8.3.1, S2-N13, S3-7.1c). */
export function itemsOfYear(year: number, timeZone: string): NewItem[] {
  const startMs = dayStart(`${year}-01-01`, timeZone);
  const endMs = dayStart(`${year + 1}-01-01`, timeZone);
  const one = (
    source: NewItem["source"],
    kind: NewItem["kind"],
    as: NewItem["class"],
  ): NewItem => ({
    ...plain,
    kind,
    source,
    class: as,
    sourceKey: String(year),
    name: String(year),
    span: { startMs, endMs },
    formedMs: startMs,
    endedMs: endMs,
  });
  return [
    one("year-log", "operation-log", "T3"),
    one("year-sign-ins", "operation-log", "SI"),
    one("year-data", "system-data", "T3"),
    one("year-checks", "operation-log", "CK"),
  ];
}

const plain = {
  homeId: null,
  place: "",
  partition: "operations",
  cameras: [],
  sizeBytes: 0,
  path: "",
} as const;

/** What other rooms' entries tell of: printed sheets, papers, cameras. */
export function itemOfEntry(entry: Entry): NewItem | undefined {
  const { leaf, atMs } = entry;
  const made = { ...plain, span: { startMs: atMs, endMs: atMs }, formedMs: atMs, endedMs: atMs };
  if (leaf.kind === "register.printed@1") {
    const sheet = entryKinds["register.printed@1"].parse(leaf.body);
    return {
      ...made,
      kind: "training-ledger",
      source: "sheet",
      sourceKey: sheet.sheetId,
      name: sheet.serial,
      // A sheet tells of its last line's day, and is kept from there.
      endedMs: Math.max(atMs, sheet.toMs),
      class: "RG",
    };
  }
  if (leaf.kind === "paper.kept@1") {
    const paper = entryKinds["paper.kept@1"].parse(leaf.body);
    return {
      ...made,
      kind: "training-ledger",
      source: "paper",
      sourceKey: paper.paperId,
      name: paper.kind,
      sizeBytes: paper.sizeBytes,
      class: "P",
    };
  }
  if (leaf.kind !== "camera.changed@1") return undefined;
  const { after } = entryKinds["camera.changed@1"].parse(leaf.body);
  if (after === null) return undefined;
  return {
    ...made,
    kind: "equipment",
    source: "camera",
    sourceKey: leaf.subject.id,
    name: `${String(after["label"])} ${String(after["name"])}`,
    endedMs: null,
    class: "T3",
  };
}

/** The instant a camera was taken out of use, where this entry tells it. */
export function retiredBy(entry: Entry): string | undefined {
  if (entry.leaf.kind !== "camera.changed@1") return undefined;
  const { after } = entryKinds["camera.changed@1"].parse(entry.leaf.body);
  return after?.["state"] === "retired" ? entry.leaf.subject.id : undefined;
}

/** The house's first year: from there on each year has its records. */
export function yearsUntil(firstYear: number, nowYear: number): number[] {
  const years: number[] = [];
  for (let year = Math.max(firstYear, nowYear - 100); year <= nowYear; year += 1) years.push(year);
  return years;
}
