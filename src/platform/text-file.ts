import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** A text that ships with the program, beside the module that reads it. */
export function readShippedText(moduleUrl: string, name: string): string {
  return readFileSync(new URL(name, moduleUrl), "utf8");
}

/** A folder of the program, named from the module that asks. */
export function shippedFolder(moduleUrl: string, name: string): string {
  return fileURLToPath(new URL(name, moduleUrl));
}

/** The text of a small file, or undefined where there is none. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}

/** A secret for the operator of this machine: readable by its owner only, not durable, not evidence. */
export function writePrivateText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600, flag: "wx" });
  chmodSync(path, 0o600);
}

export function removeFileIfThere(path: string): void {
  rmSync(path, { force: true });
}
