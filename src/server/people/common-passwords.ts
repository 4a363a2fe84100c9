import { readShippedText } from "../../platform/text-file.ts";

let list: ReadonlySet<string> | undefined;

/** The shipped list of common passwords, lower case; read at the first question. */
export function commonPasswords(): ReadonlySet<string> {
  list ??= new Set(
    readShippedText(import.meta.url, "./common-passwords.txt")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("# ")),
  );
  return list;
}
