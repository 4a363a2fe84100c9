import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";

/** No tables of its own: each room's store adds its types with `withTables<…>()`. */
export type NoTables = Record<never, never>;
export type Database = Kysely<NoTables>;
/** A write transaction. Only `ledger.act` and `ledger.quiet` make one. */
export type Writing = Transaction<NoTables> & { readonly __writing: unique symbol };

/** Marks a transaction as one that may write. For the ledger's `act` and `quiet` alone. */
export function brandWriting(transaction: Transaction<NoTables>): Writing {
  return transaction as Writing;
}

// int8 arrives as text by default; every number we store fits 2^53 and is checked at the contract.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond 2^53: ${text}`);
  return value;
});

export interface DatabaseAddress {
  readonly connectionString: string;
  readonly connectionsMost?: number;
}

export function openDatabase(address: DatabaseAddress): Database {
  const pool = new pg.Pool({
    connectionString: address.connectionString,
    max: address.connectionsMost ?? 12,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    application_name: "liuhen",
  });
  // An idle connection that dies (server killed) must not stop the process; the next query reconnects.
  pool.on("error", () => {});
  // The same for one in use: its query is rejected, and the event as such has nobody else to hear it.
  pool.on("connect", (client) => client.on("error", () => {}));
  return new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
}
