import pg from "pg";
import { Fault } from "../contract/faults.ts";

const lostCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);
const lostWords =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** The fault behind an error of the database driver when the database is away, else undefined. */
export function databaseFault(cause: unknown): Fault | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const away =
    cause instanceof pg.DatabaseError
      ? // FATAL ends the connection, whatever its code: for us the database has gone.
        cause.severity === "FATAL" || /^(?:08|53|57P)/.test(code)
      : lostCodes.has(code) || lostWords.test(cause.message);
  if (!away) return undefined;
  return new Fault("database", "database_away", { cause, hint: "the database does not answer" });
}
