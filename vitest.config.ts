import { defineConfig } from "vitest/config";
import { quickFolder } from "./tests/fixture/quick-folder.ts";

/**
 * `unit`: pure, threads, not isolated. `server`: real PostgreSQL and directories, in memory where there is
 * room, forks. `house`: real processes on a real disk. Two files at a time: on two cores the default would
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
      {
        test: {
          name: "house",
          include: ["src/**/*.real.test.ts", "tests/{house,ceph}/**/*.test.ts"],
          pool: "forks",
          maxWorkers: 2,
          globalSetup: ["tests/fixture/postgres.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          env: { LIUHEN_LOG: "error" },
        },
      },
    ],
  },
});
