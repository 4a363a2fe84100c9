import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { partitionNames, partitions as partitionFolders } from "../../contract/lesson.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { holdings } from "../vault/index.ts";
import { type DiskOutlook, outlooksOf } from "./measure-disks.ts";
import { readStorage } from "./read-storage.ts";
import { type PartitionDay, selectDiskDays, selectPartitionDays } from "./storage.store.ts";
import { hoursText } from "./survey-footage.ts";

const Named = z.record(z.string(), z.string());
const Words = z.object({
  title: z.string(),
  disks: z.string(),
  diskColumns: z.array(z.string()),
  partitions: z.string(),
  partitionColumns: z.array(z.string()),
  duplicates: z.string(),
  duplicateColumns: z.array(z.string()),
  duplicateFiles: z.string(),
  duplicateBytes: z.string(),
  duplicateNote: z.string(),
  note: z.string(),
  cameras: z.string(),
  cameraColumns: z.array(z.string()),
  folders: Named,
  severities: Named,
});
type Words = z.infer<typeof Words>;

/** A year's capacity (S0-8.4b): growth, days that are left, duplicates by digest; entered with its digest. */
export async function capacityReport(
  house: House,
  actor: PersonActor,
  year: number,
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const span = { siteId: house.siteId, fromDate: `${year}-01-01`, toDate: `${year}-12-31` };
  const read = await asTier(house, actor, async (db) => ({
    disks: await selectDiskDays(db, span),
    partitions: await selectPartitionDays(db, span),
  }));
  const state = await readStorage(house, actor);
  if (!state.ok) return state;
  const duplicates = await holdings.duplicates(house);
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const { timeZone } = house.config;
  const outlooks = outlooksOf(read.disks);
  const bytes = await writeTable([
    {
      title: words.disks,
      rows: [words.diskColumns, ...outlooks.map((one) => diskCells(one, words))],
    },
    {
      title: words.partitions,
      rows: [words.partitionColumns, ...partitionRows(read.partitions)],
    },
    {
      title: words.duplicates,
      rows: [
        words.duplicateColumns,
        [words.duplicateFiles, String(duplicates.files)],
        [words.duplicateBytes, String(duplicates.bytes)],
        [words.note, words.duplicateNote],
      ],
    },
    {
      title: words.cameras,
      rows: [
        words.cameraColumns,
        ...state.value.cameras.map((camera) => [
          `${camera.label} ${camera.name}`,
          camera.sinceDate,
          camera.oldestDate ?? "",
          String(camera.days),
          hoursText(camera.lost, timeZone),
        ]),
      ],
    },
  ]);
  return act(house, actor, "storage.reported@1", async () =>
    granted({
      value: { bytes, fileName: `${words.title}-${year}.xlsx` },
      subject: { type: "house", id: house.siteId },
      body: {
        year,
        disks: outlooks.length,
        duplicateFiles: duplicates.files,
        duplicateBytes: duplicates.bytes,
        fileSha256: toHex(sha256(bytes)),
      },
    }),
  );
}

function diskCells({ newest, days, growthPerDay, daysLeft, alarm }: DiskOutlook, words: Words) {
  return [
    newest.mount_point,
    newest.device,
    newest.folders.map((name) => words.folders[name] ?? name).join("、"),
    String(newest.size_bytes),
    String(days[0]?.used_bytes ?? 0),
    String(newest.used_bytes),
    String(newest.free_bytes),
    growthPerDay === undefined ? "" : String(Math.round(growthPerDay)),
    daysLeft === undefined ? "" : String(Math.floor(daysLeft)),
    alarm === undefined ? "" : (words.severities[alarm.severity] ?? alarm.severity),
  ];
}

function partitionRows(rows: readonly PartitionDay[]): string[][] {
  return partitionNames.map((partition) => {
    const days = rows.filter((row) => row.partition === partition);
    const [first, last] = [days[0]?.size_bytes ?? 0, days.at(-1)?.size_bytes ?? 0];
    return [
      partitionFolders[partition],
      String(days.at(-1)?.files ?? 0),
      String(first),
      String(last),
      String(last - first),
    ];
  });
}
