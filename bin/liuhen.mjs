#!/usr/bin/env node
// Runs the command line on the Node that the package brings along, whatever the system's is.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const ours = join(home, "node_modules", ".bin", "node");
const done = spawnSync(
  existsSync(ours) ? ours : process.execPath,
  [join(home, "src", "cli", "main.ts"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(done.status ?? 70);
