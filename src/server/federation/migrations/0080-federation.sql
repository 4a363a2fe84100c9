-- Sign-in services of the institution, the way to them and back, and passkeys. Times are
-- milliseconds since 1970 (UTC).
create schema federation;

create table federation.provider (
  provider_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('oidc', 'cas', 'ldap')),
  -- What the administration set, as the contract's schema; never a secret.
  settings text not null,
  -- Sealed under the site key; null where the service wants none.
  sealed_secret text,
  created_at_ms bigint not null,
  removed_at_ms bigint
);
create index provider_there on federation.provider (site_id) where removed_at_ms is null;

-- One way to a service and back, or one challenge to a passkey. Taken once; worth nothing later.
create table federation.journey (
  journey_id uuid primary key,
  site_id uuid not null,
  what text not null check (what in ('oidc', 'cas', 'code', 'passkey', 'enrol')),
  provider_id uuid references federation.provider,
  account_id uuid,
  -- SHA-256 of what this browser holds in its cookie and of the state the service sends back.
  key_hash text not null unique check (key_hash ~ '^[0-9a-f]{64}$'),
  -- What the rest needs, sealed: nonce, verifier, challenge, return address.
  sealed text not null,
  expires_at_ms bigint not null
);
create index journey_end on federation.journey (site_id, expires_at_ms);

create table federation.passkey (
  passkey_id uuid primary key,
  site_id uuid not null,
  account_id uuid not null,
  credential_id text not null check (length(credential_id) between 1 and 2048),
  public_key text not null,
  -- Of the authenticator; nought where it keeps none (WebAuthn section 6.1.1).
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  rp_id text not null,
  -- Opaque to the authenticator: it names the account and tells nothing of the person.
  user_handle text not null,
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 120),
  added_at_ms bigint not null,
  used_at_ms bigint,
  removed_at_ms bigint
);
create unique index passkey_credential on federation.passkey (site_id, credential_id);
create index passkey_account on federation.passkey (account_id) where removed_at_ms is null;

grant usage on schema federation to liuhen_app;
grant select, insert on all tables in schema federation to liuhen_app;
grant update (settings, sealed_secret, removed_at_ms) on federation.provider to liuhen_app;
grant update (counter, used_at_ms, removed_at_ms) on federation.passkey to liuhen_app;
grant delete on federation.journey to liuhen_app;

alter table federation.provider enable row level security;
alter table federation.provider force row level security;
create policy house on federation.provider to liuhen_app using (true) with check (true);
alter table federation.journey enable row level security;
alter table federation.journey force row level security;
create policy house on federation.journey to liuhen_app using (true) with check (true);
alter table federation.passkey enable row level security;
alter table federation.passkey force row level security;
create policy house on federation.passkey to liuhen_app using (true) with check (true);
