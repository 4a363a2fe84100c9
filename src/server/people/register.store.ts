import type { Database } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

/** A page of the register, newest first. */
export interface RegisterPage {
  readonly beforeMs: number | undefined;
  readonly openOnly: boolean;
  readonly rowsMost: number;
}

/** Lines of the sign-in register: only columns that every reader of it may select. */
export function selectRegister(db: Database, siteId: string, page: RegisterPage) {
  let query = db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in as s")
    .innerJoin("people.account as a", "a.account_id", "s.account_id")
    .innerJoin("people.person as p", "p.person_id", "a.person_id")
    .where("s.site_id", "=", siteId)
    .select([
      "s.sign_in_id",
      "s.account_id",
      "s.started_at_ms",
      "s.ended_at_ms",
      "s.exit",
      "s.terminal",
      "s.address",
      "a.login",
      "p.name",
    ]);
  if (page.beforeMs !== undefined) query = query.where("s.started_at_ms", "<", page.beforeMs);
  if (page.openOnly) query = query.where("s.ended_at_ms", "is", null);
  return query
    .orderBy("s.started_at_ms", "desc")
    .orderBy("s.sign_in_id", "desc")
    .limit(page.rowsMost)
    .execute();
}
