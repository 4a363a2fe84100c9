import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { systemClock } from "../../platform/clock.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import { print } from "../print.ts";
import type { RestoreOrder } from "./wish.ts";

/** How far a restore is; lies in the folder until it is done, so that it can be cut off and done again. */
const Mark = z.strictObject({
  version: z.literal(1),
  from: z.string(),
  atMs: z.number().nullable(),
  startedAtMs: z.number(),
  /** Null until the database is whole; from then on it is not recovered again. */
  database: z
    .strictObject({
      recoveredToMs: z.number().nullable(),
      base: z.string(),
      beyond: z.number(),
      missingSegment: z.string().nullable(),
      keys: z.enum(["copies", "folder"]),
    })
    .nullable(),
  done: z.boolean(),
});
export type Mark = z.infer<typeof Mark>;
export type DatabaseMark = NonNullable<Mark["database"]>;

export async function openMark(wish: RestoreOrder, files: RestoredFiles): Promise<Mark> {
  const text = await files.readMark();
  const fresh: Mark = {
    version: 1,
    from: wish.from,
    atMs: wish.atMs ?? null,
    startedAtMs: systemClock.now(),
    database: null,
    done: false,
  };
  if (text === undefined) {
    files.writeMark(JSON.stringify(fresh));
    return fresh;
  }
  const mark = Mark.parse(JSON.parse(text));
  if (mark.done || mark.from !== wish.from || mark.atMs !== fresh.atMs)
    throw new Fault("input", "folder_not_empty", {
      hint: `${wish.to} holds another restore, or one that is done`,
    });
  print("接着上次中断处继续 · going on where the last one was cut off");
  return mark;
}
