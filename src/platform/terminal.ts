/** Standard output and error, and the arguments of this process. */
export function writeLine(to: "out" | "error", text: string): void {
  (to === "out" ? process.stdout : process.stderr).write(`${text}\n`);
}

export function commandArguments(): readonly string[] {
  return process.argv.slice(2);
}

export function setExitCode(code: number): void {
  process.exitCode = code;
}

/** Where the house lies unless a command says otherwise: `LIUHEN_HOUSE`, else `./house`. */
export function defaultRoot(): string {
  return process.env["LIUHEN_HOUSE"] ?? "house";
}

/** Only what is worth a person's attention, unless they asked for more with LIUHEN_LOG. */
export function quietLogs(): void {
  process.env["LIUHEN_LOG"] ??= "warn";
}
