import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src/platform/clock.ts";
import { prepareDatabase } from "../../src/platform/database-roles.ts";
import type { House } from "../../src/platform/house.ts";
import { migrate, readHouseMigrations } from "../../src/platform/migrations.ts";
import { openHouse } from "../../src/platform/open-house.ts";
import { startPostgres } from "../../src/platform/postgres.ts";

export interface BenchHouse extends AsyncDisposable {
  readonly house: House;
  /** Of the house and what else the bench puts down; gone at the end. */
  readonly folder: string;
  readonly ownerUrl: string;
  /** As the superuser: row-level security binds everybody else, the owner too. */
  readonly superuserUrl: string;
}

/** A house on a database as it is delivered: durable. */
export async function openBenchHouse(
  options: { readonly clock?: Clock; readonly config?: (folder: string) => object } = {},
): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-bench-"));
  chmodSync(folder, 0o755);
  const server = await startPostgres({
    dataFolder: join(folder, "postgres"),
    password: "for-bench",
  });
  const passwords = { owner: "owner-for-bench", app: "app-for-bench" };
  const urls = await prepareDatabase(server.url, "liuhen_bench", passwords);
  await migrate(urls.ownerUrl, readHouseMigrations());
  const root = join(folder, "house");
  mkdirSync(root);
  const config = { version: 1, demonstration: true, ...options.config?.(folder) };
  writeFileSync(join(root, "liuhen.json"), JSON.stringify(config));
  const { clock } = options;
  const { appUrl, ownerUrl } = urls;
  const house = openHouse(root, "bench", { appUrl, ...(clock === undefined ? {} : { clock }) });
  const superuser = new URL(server.url);
  superuser.pathname = "/liuhen_bench";
  return {
    house,
    folder,
    ownerUrl,
    superuserUrl: superuser.href,
    async [Symbol.asyncDispose]() {
      await house.db.destroy();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
