import { defineConfig } from "vitest/config";
import { quickFolder } from "./tests/fixture/quick-folder.ts";

/** Whole houses whose answers have bounds in seconds: no more of them than may run at once, and nothing beside them. */
const timed = ["tests/house/{detection,kills,lesson,restore}.test.ts"];

/** Real processes on a real disk. They mostly wait for cameras and clocks, so four files run at once. */
const wholeHouses = {
  pool: "forks" as const,
  maxWorkers: 4,
  globalSetup: ["tests/fixture/postgres.ts"],
  testTimeout: 240_000,
  hookTimeout: 120_000,
  env: { LIUHEN_LOG: "error" },
};

/**
 * `unit`: pure, threads, not isolated. `server`: real PostgreSQL and directories, in memory where there is
 * room, forks. `timed` before `house`: whole houses. Two files at a time: on two cores the default would
 * be one.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "src/{contract,kernel,web,platform,recorder,simulator,cli,supervisor}/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
          exclude: ["**/*.real.test.ts"],
          pool: "threads",
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "server",
          include: ["src/server/**/*.test.ts"],
          exclude: ["**/*.real.test.ts"],
          pool: "forks",
          isolate: false,
          maxWorkers: 2,
          globalSetup: ["tests/fixture/postgres.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          env: { LIUHEN_LOG: "error", TMPDIR: quickFolder() },
        },
      },
      { test: { ...wholeHouses, name: "timed", include: timed, sequence: { groupOrder: 1 } } },
      {
        test: {
          ...wholeHouses,
          name: "house",
          include: ["src/**/*.real.test.ts", "tests/{house,ceph}/**/*.test.ts"],
          exclude: timed,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
