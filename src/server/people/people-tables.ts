import type { PersonCategory } from "../../contract/routes/people.ts";
import type { SignInWay, exitKinds } from "../../contract/entries.ts";
import type { Role } from "../../contract/roles.ts";
import type { z } from "zod";

export type Category = z.infer<typeof PersonCategory>;
export type ExitKind = (typeof exitKinds)[number];

/** The room's tables as Kysely sees them; `migrations/` is their definition. */
export type PeopleTables = {
  "people.person": {
    person_id: string;
    site_id: string;
    person_key: string;
    name: string;
    category: Category;
    created_at_ms: number;
  };
  "people.account": {
    account_id: string;
    site_id: string;
    person_id: string;
    login: string;
    role: Role;
    secret_hash: string;
    must_change_secret: boolean;
    secret_set_at_ms: number;
    secret_long: boolean;
    own_secret: boolean;
    expires_at_ms: number | null;
    closed_at_ms: number | null;
    barred_at_ms: number | null;
    created_at_ms: number;
    last_sign_in_at_ms: number | null;
  };
  "people.account_venue": { account_id: string; venue_id: string; site_id: string };
  "people.sign_in": {
    sign_in_id: string;
    site_id: string;
    account_id: string;
    token_hash: string;
    started_at_ms: number;
    active_at_ms: number;
    seen_at_ms: number | null;
    gone_at_ms: number | null;
    gone_due_ms: number | null;
    ended_at_ms: number | null;
    exit: ExitKind | null;
    terminal: string;
    address: string;
    how: SignInWay;
    locked_at_ms: number | null;
  };
  "people.policy": { site_id: string; settings: unknown; changed_at_ms: number };
  "people.secret_history": {
    account_id: string;
    site_id: string;
    secret_hash: string;
    replaced_at_ms: number;
  };
  "people.second_factor": {
    account_id: string;
    site_id: string;
    sealed_secret: string;
    confirmed_at_ms: number | null;
    last_step: number;
    started_at_ms: number;
  };
  "people.recovery_code": {
    account_id: string;
    site_id: string;
    code_hash: string;
    used_at_ms: number | null;
  };
  "people.failure": {
    site_id: string;
    login: string;
    address: string;
    failures: number;
    first_at_ms: number;
    locked_until_ms: number | null;
  };
};
