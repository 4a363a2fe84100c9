// Runs one of our TypeScript files on the Node that the packages bring along, whatever the system's is.
// A shell remembers where it found `node` before the packages were installed, so the path is spelt out.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));

// Compiled modules lie beside the code they come from: who may write here may write the code.
const compiled = join(home, "node_modules", ".cache", "compiled");

export function run(file, args) {
  const bundled = join(
    home,
    "node_modules",
    ".bin",
    process.platform === "win32" ? "node.cmd" : "node",
  );
  const program = existsSync(bundled) ? bundled : process.execPath;
  const child = spawn(program, [join(home, file), ...args], {
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
    stdio: "inherit",
  });
  // The child ends in its own good time; this process only passes the word on and waits.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.once("error", () => process.exit(70));
  child.once("exit", (code) => process.exit(code ?? 70));
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  const [file = "", ...args] = process.argv.slice(2);
  run(file, args);
}
