import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";
import { writeDurablySync } from "./durable-file.ts";
import type { HousePaths } from "./paths.ts";
import { drawSecret } from "./random.ts";

const Secrets = z.strictObject({
  version: z.literal(1),
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
});
export type DatabaseSecrets = z.infer<typeof Secrets>;

/** `run/database.json`, mode 600: how this house's processes reach the database as the application. */
const AppAddress = z.strictObject({ version: z.literal(1), appUrl: z.string() });

/** The institution's own PostgreSQL, named by the environment; its user may create roles and databases. */
export function databaseAddress(): string | undefined {
  const given = process.env["DATABASE_URL"];
  return given === undefined || given === "" ? undefined : given;
}

/** `keys/database.json`, mode 600: passwords of the database roles, drawn once. */
export function databaseSecrets(paths: HousePaths): DatabaseSecrets {
  const file = join(paths.keys, "database.json");
  if (!existsSync(file)) {
    const drawn: DatabaseSecrets = {
      version: 1,
      superuser: drawSecret(32),
      owner: drawSecret(32),
      app: drawSecret(32),
    };
    writeDurablySync(file, `${JSON.stringify(drawn)}\n`);
  }
  return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeDatabaseUrl(paths: HousePaths, appUrl: string): void {
  const address: z.infer<typeof AppAddress> = { version: 1, appUrl };
  writeDurablySync(join(paths.run, "database.json"), `${JSON.stringify(address)}\n`);
}

export function readDatabaseUrl(paths: HousePaths): string {
  const file = join(paths.run, "database.json");
  if (!existsSync(file))
    throw new Fault("config", "database_unknown", {
      hint: "start the house first: its supervisor opens the database",
    });
  return AppAddress.parse(JSON.parse(readFileSync(file, "utf8"))).appUrl;
}
