import { readFileSync } from "node:fs";

/** A file that ships with the program, named relative to the module that reads it. */
export function readShippedBytes(moduleUrl: string, name: string): Uint8Array {
  return readFileSync(new URL(name, moduleUrl));
}
