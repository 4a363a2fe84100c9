import { readFileSync } from "node:fs";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";
import type { HousePaths } from "./paths.ts";

/**
 * `liuhen.json` in the data directory: version 1 from its first byte. Everything has a default, so
 * an empty object is a valid house. What an institution decides on the screen is not here but in
 * the database, with an entry for each change.
 */
export const HouseConfig = z.strictObject({
  version: z.literal(1).default(1),
  /** The address people type, e.g. `http://liuhen.example:8440`; checked against Origin. */
  origin: z.string().max(255).optional(),
  listenHost: z.string().max(255).default("127.0.0.1"),
  listenPort: z.int().min(0).max(65_535).default(8440),
  /** Demonstration: loopback cameras are allowed and the screens say so. Never set on a real house. */
  demonstration: z.boolean().default(false),
  timeZone: z.string().max(64).default("Asia/Shanghai"),
  /** When the nightly base copy of the embedded database is taken: whole before the copies' window opens. */
  databaseCopyAt: z
    .string()
    .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
    .default("00:45"),
  segmentTargetMs: z.int().min(1_000).max(600_000).default(60_000),
  /** How often sealed segments are taken into the vault and entered as one round. */
  roundEveryMs: z.int().min(500).max(600_000).default(60_000),
  leadMs: z.int().min(0).max(7_200_000).default(600_000),
  tailMs: z.int().min(0).max(7_200_000).default(300_000),
  /** Below these folders, and nowhere else, a place for copies may lie. */
  copyFolders: z
    .array(z.string().max(1_000).startsWith("/"))
    .max(20)
    .default(["/mnt", "/media", "/srv"]),
  /** When a bucket counts as out of reach; a slow line may need a lower rate. */
  bucketPatience: z
    .strictObject({
      silentMs: z.int().min(100).max(600_000).default(30_000),
      leastBytesPerSecond: z.int().min(1).max(1_000_000_000).default(16_384),
    })
    .prefault({}),
  /** With less than this free a disk is full: nothing new is planned, what runs goes on. */
  diskReserveBytes: z
    .int()
    .min(0)
    .default(1024 * 1024 * 1024),
  /**
   * A folder on another disk, made by the operator: while the spool's disk is full the recorder goes on
   * there.
   */
  overflowFolder: z.string().min(2).max(1_000).startsWith("/").optional(),
  /** Where a virus scanner of this machine leaves its report (clamscan's log). */
  scanReport: z.string().min(1).max(400).startsWith("/").optional(),
  /** Only where a TLS proxy stands before the house. */
  https: z.boolean().default(false),
});
export type HouseConfig = z.infer<typeof HouseConfig>;

/** Reads the configuration; a missing file means all defaults. Throws Fault `config` on anything unknown. */
export function readConfig(paths: HousePaths): HouseConfig {
  let text: string;
  try {
    text = readFileSync(paths.config, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      return HouseConfig.parse({});
    throw new Fault("config", "config_unreadable", { cause, hint: paths.config });
  }
  try {
    return HouseConfig.parse(JSON.parse(text));
  } catch (cause) {
    throw new Fault("config", "config_invalid", {
      cause,
      hint: `${paths.config}: ${String(cause)}`,
    });
  }
}
