import type { Database } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

/** By the whole key and nothing else: names and addresses of letters are no identity. */
export function selectAccountOfPerson(
  db: Database,
  siteId: string,
  personKey: string,
): Promise<{ readonly account_id: string } | undefined> {
  return db
    .withTables<PeopleTables>()
    .selectFrom("people.account as a")
    .innerJoin("people.person as p", "p.person_id", "a.person_id")
    .where("p.site_id", "=", siteId)
    .where("p.person_key", "=", personKey)
    .select("a.account_id")
    .orderBy("a.closed_at_ms", (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
}
