import pg from "pg";
import { Fault } from "../contract/faults.ts";
import { tierNames } from "./tiers.ts";

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
}

export interface HouseDatabaseUrls {
  /** Owns the schemas and runs migrations; no process keeps this connection. */
  readonly ownerUrl: string;
  /** The application: neither owner nor superuser, only what each migration granted. */
  readonly appUrl: string;
}

/**
 * Makes the two login roles, the tiers' roles and the database where they are missing. `adminUrl` may
 * create both. Idempotent.
 */
export async function prepareDatabase(
  adminUrl: string,
  database: string,
  passwords: RolePasswords,
): Promise<HouseDatabaseUrls> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(database)) throw new Error(`odd database name ${database}`);
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect().catch((cause: unknown) => {
    throw new Fault("database", "database_unreachable", {
      cause,
      hint: "the database does not answer",
    });
  });
  try {
    await client.query("select pg_advisory_lock(4915104)");
    await ensureRole(client, "liuhen_owner", passwords.owner);
    await ensureRole(client, "liuhen_app", passwords.app);
    await ensureTiers(client);
    const exists = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (exists.rowCount === 0) await client.query(`create database ${database} owner liuhen_owner`);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant connect on database ${database} to liuhen_app`);
  } finally {
    await client.end();
  }
  return {
    ownerUrl: withLogin(adminUrl, "liuhen_owner", passwords.owner, database),
    appUrl: withLogin(adminUrl, "liuhen_app", passwords.app, database),
  };
}

async function ensureRole(
  client: pg.Client,
  role: "liuhen_owner" | "liuhen_app",
  password: string,
): Promise<void> {
  const exists = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  // Utility statements take no parameters: the literal is quoted by the driver.
  const quoted = client.escapeLiteral(password);
  if (exists.rowCount === 0) await client.query(`create role ${role} login password ${quoted}`);
  else await client.query(`alter role ${role} password ${quoted}`);
}

/**
 * One role per tier, without sign-in and without rights of its own: migrations grant them. The
 * application inherits nothing of a tier, it can only take one on for a transaction (`asTier`).
 */
async function ensureTiers(client: pg.Client): Promise<void> {
  await client.query("alter role liuhen_app noinherit");
  for (const tier of tierNames) {
    const exists = await client.query("select 1 from pg_roles where rolname = $1", [tier]);
    if (exists.rowCount === 0) await client.query(`create role ${tier} nologin noinherit`);
    const member = await client.query(
      `select 1 from pg_auth_members m where m.roleid = $1::regrole and m.member = 'liuhen_app'::regrole`,
      [tier],
    );
    if (member.rowCount === 0) await client.query(`grant ${tier} to liuhen_app`);
  }
}

function withLogin(adminUrl: string, role: string, password: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}
