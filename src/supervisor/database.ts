import { systemClock } from "../platform/clock.ts";
import { prepareDatabase } from "../platform/database-roles.ts";
import {
  databaseAddress,
  databaseSecrets,
  writeDatabaseUrl,
} from "../platform/database-address.ts";
import type { Log } from "../platform/log.ts";
import { migrate, readHouseMigrations } from "../platform/migrations.ts";
import type { HousePaths } from "../platform/paths.ts";
import { type PostgresServer, startPostgres } from "../platform/postgres.ts";

export interface HouseDatabase {
  pid(): number;
  stop(): Promise<void>;
}

const databaseName = "liuhen";

/**
 * Opens the house's database and keeps it open: the embedded server, or the institution's own where
 * DATABASE_URL names it. Roles and migrations are done before anybody connects. `moved` is called when
 * a restart found its port taken and the database now answers at another one.
 */
export async function openHouseDatabase(
  paths: HousePaths,
  log: Log,
  moved: () => void,
): Promise<HouseDatabase> {
  const given = databaseAddress();
  if (given !== undefined) {
    await ready(given, paths);
    return { pid: () => 0, stop: async () => {} };
  }
  return keepPostgres(paths, log, moved);
}

async function keepPostgres(
  paths: HousePaths,
  log: Log,
  moved: () => void,
): Promise<HouseDatabase> {
  const secrets = databaseSecrets(paths);
  const stopping = new AbortController();
  let server = await startPostgres({ dataFolder: paths.postgres, password: secrets.superuser });
  await ready(server.url, paths);
  const life = (async () => {
    for (;;) {
      await server.ended;
      if (stopping.signal.aborted) return;
      log.warn({ process: "postgres" }, "the database ended and is started again");
      const before = server.port;
      server = await again(server, paths, secrets.superuser, stopping.signal, log);
      if (server.port === before) continue;
      await ready(server.url, paths);
      moved();
    }
  })();
  return {
    pid: () => server.pid,
    async stop() {
      stopping.abort();
      await server.stop();
      await life;
    },
  };
}

/** The same port as before, so that the server's connections find it without being told. */
async function again(
  before: PostgresServer,
  paths: HousePaths,
  password: string,
  signal: AbortSignal,
  log: Log,
): Promise<PostgresServer> {
  for (;;) {
    try {
      return await startPostgres({ dataFolder: paths.postgres, password, port: before.port });
    } catch (cause) {
      if (signal.aborted) return before;
      log.error({ err: cause }, "the database did not start; trying again");
      await systemClock.sleep(500, signal);
    }
  }
}

async function ready(adminUrl: string, paths: HousePaths): Promise<void> {
  const urls = await prepareDatabase(adminUrl, databaseName, databaseSecrets(paths));
  await migrate(urls.ownerUrl, readHouseMigrations());
  writeDatabaseUrl(paths, urls.appUrl);
}
