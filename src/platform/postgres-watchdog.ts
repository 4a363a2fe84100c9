import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A process of its own that outlives `kill -9` of whoever started PostgreSQL: its standard input is a
 * pipe from that process; when the pipe ends, the server named in `<data>/postmaster.pid` is shut down fast.
 */
const data = process.argv[2] ?? "";
process.stdin.resume();
process.stdin.once("end", shutDown);
process.stdin.once("error", shutDown);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

function shutDown(): void {
  const file = join(data, "postmaster.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : Number.NaN;
  try {
    if (Number.isInteger(pid) && pid > 1) process.kill(pid, "SIGINT");
  } catch {
    // It has gone already.
  }
  process.exit(0);
}
