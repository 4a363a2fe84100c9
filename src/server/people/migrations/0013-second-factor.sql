-- A one-time code beside the password. The shared secret is sealed under the site key; codes for the
-- day the device is lost are kept as digests.
create table people.second_factor (
  account_id uuid primary key references people.account,
  site_id uuid not null,
  sealed_secret text not null,
  -- Null until the person has shown a first code: nobody is asked for a code they cannot make.
  confirmed_at_ms bigint,
  -- The newest step of time a code was taken for: each code counts once (RFC 6238 section 5.2).
  last_step bigint not null,
  started_at_ms bigint not null
);
create table people.recovery_code (
  account_id uuid not null references people.account,
  site_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  used_at_ms bigint,
  primary key (account_id, code_hash)
);

grant select, insert, update, delete on people.second_factor to liuhen_app;
grant select, insert, delete on people.recovery_code to liuhen_app;
grant update (used_at_ms) on people.recovery_code to liuhen_app;

alter table people.second_factor enable row level security;
alter table people.second_factor force row level security;
create policy house on people.second_factor to liuhen_app using (true) with check (true);
alter table people.recovery_code enable row level security;
alter table people.recovery_code force row level security;
create policy house on people.recovery_code to liuhen_app using (true) with check (true);
