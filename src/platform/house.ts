import type { Clock } from "./clock.ts";
import type { HouseConfig } from "./config.ts";
import type { Database } from "./database.ts";
import type { Log } from "./log.ts";
import type { HousePaths } from "./paths.ts";
import type { SecretBox } from "./secret-box.ts";

/** The ports a server verb may use; it holds no rooms and no state of any room. */
export interface House {
  readonly config: HouseConfig;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The site this house serves; rows and entries carry it. */
  readonly siteId: string;
  readonly db: Database;
  readonly paths: HousePaths;
  readonly log: Log;
  readonly secrets: SecretBox;
}
