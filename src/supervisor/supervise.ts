import { type Clock, systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { type Child, startChild } from "../platform/child.ts";
import type { Log } from "../platform/log.ts";
import { openLog } from "../platform/log.ts";
import { housePaths } from "../platform/paths.ts";
import { openHouseDatabase, type HouseDatabase } from "./database.ts";
import { lockHouse } from "./lock.ts";

export interface Supervisor {
  stop(): Promise<void>;
  /** Process numbers of the children as they are now, for tests that end them. */
  pids(): { recorder: number; server: number; postgres: number };
}

const restartFirstMs = 200;
const restartLongestMs = 2_000;
const calmAfterMs = 30_000;
const patienceMs = 15_000;

/**
 * Runs a house: its database, its recorder and its server, each started again when it ends. The
 * recorder starts first and needs neither of the others, so footage is the last thing to stop.
 */
export async function superviseHouse(root: string): Promise<Supervisor> {
  const paths = housePaths(root);
  const config = readConfig(paths);
  const log = openLog("supervisor");
  const unlock = lockHouse(paths);
  const recorder = keepRunning({ name: "recorder", module: "recorder/main.ts", root, log });
  let server: Kept | undefined;
  let database: HouseDatabase;
  try {
    database = await openHouseDatabase({ paths, log, config }, () => server?.restart());
  } catch (cause) {
    await recorder.stop();
    unlock();
    throw cause;
  }
  server = keepRunning({ name: "server", module: "server/main.ts", root, log });
  return {
    pids: () => ({
      recorder: recorder.pid(),
      server: server?.pid() ?? 0,
      postgres: database.pid(),
    }),
    async stop() {
      await server?.stop();
      await recorder.stop();
      await database.stop();
      unlock();
    },
  };
}

interface Kept {
  pid(): number;
  restart(): void;
  stop(): Promise<void>;
}

/** Starts the process again whenever it ends; the pause grows while it keeps ending at once. */
function keepRunning(
  part: { name: string; module: string; root: string; log: Log },
  clock: Clock = systemClock,
): Kept {
  const stopping = new AbortController();
  let child: Child | undefined;
  const life = (async () => {
    let pauseMs = restartFirstMs;
    while (!stopping.signal.aborted) {
      const startedAt = clock.ticks();
      child = startChild({ module: part.module, args: [part.root] });
      const code = await child.ended;
      if (stopping.signal.aborted) return;
      pauseMs =
        clock.ticks() - startedAt > calmAfterMs
          ? restartFirstMs
          : Math.min(pauseMs * 2, restartLongestMs);
      part.log.warn(
        { process: part.name, code, pauseMs },
        "a process of the house ended and is started again",
      );
      await clock.sleep(pauseMs, stopping.signal);
    }
  })();
  return {
    pid: () => child?.pid ?? 0,
    restart: () => child?.signal("SIGTERM"),
    async stop() {
      stopping.abort();
      child?.signal("SIGTERM");
      const patience = new AbortController();
      const late = clock.sleep(patienceMs, patience.signal).then(() => {
        if (!patience.signal.aborted) child?.signal("SIGKILL");
      });
      await life;
      patience.abort();
      await late;
    },
  };
}
