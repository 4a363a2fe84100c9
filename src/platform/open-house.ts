import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Id, Ms } from "../contract/ids.ts";
import { type Clock, systemClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { readDatabaseUrl } from "./database-address.ts";
import { openDatabase } from "./database.ts";
import { writeDurablySync } from "./durable-file.ts";
import type { House } from "./house.ts";
import { newId } from "./ids.ts";
import { openLog } from "./log.ts";
import { type HousePaths, housePaths } from "./paths.ts";
import { openSecretBox } from "./secret-box.ts";

const HouseFile = z.strictObject({ version: z.literal(1), siteId: Id, bornAtMs: Ms });

/** Opens the ports of the house at `root`: configuration, clock, database, secrets, log. */
export function openHouse(
  root: string,
  part: string,
  options: { clock?: Clock; appUrl?: string } = {},
): House {
  const clock = options.clock ?? systemClock;
  const paths = housePaths(root);
  mkdirSync(paths.root, { recursive: true });
  const config = readConfig(paths);
  return {
    config,
    clock,
    newId: () => newId(clock),
    siteId: readSiteId(paths, clock),
    db: openDatabase({ connectionString: options.appUrl ?? readDatabaseUrl(paths) }),
    paths,
    log: openLog(part),
    secrets: openSecretBox(paths),
  };
}

/** The site's identity is drawn once, at the first start, and never changes. */
export function readSiteId(paths: HousePaths, clock: Clock): string {
  const file = join(paths.root, "house.json");
  if (!existsSync(file)) {
    const born: z.infer<typeof HouseFile> = {
      version: 1,
      siteId: newId(clock),
      bornAtMs: clock.now(),
    };
    writeDurablySync(file, `${JSON.stringify(born)}\n`);
  }
  return HouseFile.parse(JSON.parse(readFileSync(file, "utf8"))).siteId;
}
