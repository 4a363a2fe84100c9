import { sql } from "kysely";
import type { PersonActor } from "../contract/actor.ts";
import { type Role, roleNames } from "../contract/roles.ts";
import type { Database } from "./database.ts";
import type { House } from "./house.ts";

/** The database role a tier reads as (S0-9.1): none can sign in, the application may only take one on. */
export function tierOf(role: Role): `t_${Role}` {
  return `t_${role}`;
}

export const tierNames = roleNames.map(tierOf);

/** Whose eyes a read uses; an actor is enough. */
export type Reader = Pick<PersonActor, "accountId" | "role">;

/**
 * Reads as the person's tier: a read-only transaction of the tier's database role, in which row-level
 * security knows who asks, in which house and when. What the person may not see is not there, whatever
 * the query says. Everything set here ends with the transaction.
 */
export function asTier<T>(
  house: House,
  reader: Reader,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  return house.db
    .transaction()
    .setAccessMode("read only")
    .execute(async (tx) => {
      await sql`select set_config('role', ${tierOf(reader.role)}, true),
        set_config('app.uid', ${reader.accountId}, true),
        set_config('app.site', ${house.siteId}, true),
        set_config('app.now', ${String(house.clock.now())}, true)`.execute(tx);
      return read(tx);
    });
}
