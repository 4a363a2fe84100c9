import { pino } from "pino";

/** Structured lines for operators, on standard output. Evidence never goes here: that is the ledger. */
export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error" | "debug" | "child">;

/** Field names whose values never reach a line, wherever they stand. */
const secretFields = [
  "password",
  "secret",
  "sealedSecret",
  "oneTimeSecret",
  "token",
  "cookie",
  "authorization",
  "code",
];

export function openLog(part: string, level = process.env["LIUHEN_LOG"] ?? "info"): Log {
  return pino({
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: "[withheld]",
    },
  });
}
