import { systemClock } from "../platform/clock.ts";
import { prepareDatabase } from "../platform/database-roles.ts";
import {
  databaseAddress,
  databaseSecrets,
  writeDatabaseUrl,
} from "../platform/database-address.ts";
import type { Log } from "../platform/log.ts";
import { migrate, readHouseMigrations } from "../platform/migrations.ts";
import { writeArchiveState } from "../platform/database-archive-state.ts";
import type { HouseConfig } from "../platform/config.ts";
import type { HousePaths } from "../platform/paths.ts";
import { type PostgresServer, startPostgres } from "../platform/postgres.ts";
import { keepArchive } from "./keep-archive.ts";

export interface HouseDatabase {
  pid(): number;
  stop(): Promise<void>;
}

export interface HouseToOpen {
  readonly paths: HousePaths;
  readonly config: HouseConfig;
  readonly log: Log;
}

const databaseName = "liuhen";

/**
 * Opens the house's database and keeps it open: the embedded server, or the institution's own where
 * DATABASE_URL names it. Roles and migrations are done before anybody connects. `moved` is called when
 * a restart found its port taken and the database now answers at another one.
 */
export async function openHouseDatabase(
  house: HouseToOpen,
  moved: () => void,
): Promise<HouseDatabase> {
  const { paths } = house;
  const given = databaseAddress();
  if (given !== undefined) {
    await ready(given, paths);
    // The institution's own server has the institution's own copies: nothing is pretended here.
    writeArchiveState(paths, { version: 1, kind: "own", writtenAtMs: systemClock.now() });
    return { pid: () => 0, stop: async () => {} };
  }
  return keepPostgres(house, moved);
}

/** A recovered database to look at, for the time of one job: nothing of it is archived. */
export async function openRecoveredDatabase(paths: HousePaths): Promise<HouseDatabase> {
  const server = await startPostgres({
    dataFolder: paths.postgres,
    password: databaseSecrets(paths).superuser,
  });
  await readyOrStopped(server, paths);
  return { pid: () => server.pid, stop: () => server.stop() };
}

async function keepPostgres(house: HouseToOpen, moved: () => void): Promise<HouseDatabase> {
  const { paths, log, config } = house;
  const secrets = databaseSecrets(paths);
  const stopping = new AbortController();
  let server = await startPostgres({
    dataFolder: paths.postgres,
    password: secrets.superuser,
    archive: true,
  });
  await readyOrStopped(server, paths);
  const keeper = keepArchive({
    paths,
    log,
    clock: systemClock,
    server: () => server,
    baseAt: config.databaseCopyAt,
    timeZone: config.timeZone,
  });
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
      await keeper.stop();
      await server.stop();
      await life;
      await keeper.carryLast();
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
      return await startPostgres({
        dataFolder: paths.postgres,
        password,
        port: before.port,
        archive: true,
      });
    } catch (cause) {
      if (signal.aborted) return before;
      log.error({ err: cause }, "the database did not start; trying again");
      await systemClock.sleep(500, signal);
    }
  }
}

/** A database that cannot be brought forward is told, and its server does not stay behind. */
async function readyOrStopped(server: PostgresServer, paths: HousePaths): Promise<void> {
  try {
    await ready(server.url, paths);
  } catch (cause) {
    await server.stop();
    throw cause;
  }
}

async function ready(adminUrl: string, paths: HousePaths): Promise<void> {
  const urls = await prepareDatabase(adminUrl, databaseName, databaseSecrets(paths));
  await migrate(urls.ownerUrl, readHouseMigrations());
  writeDatabaseUrl(paths, urls.appUrl);
}
