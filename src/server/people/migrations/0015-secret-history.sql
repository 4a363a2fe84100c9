-- Earlier passwords, as hashes, so that none of the last five is taken up again.
create table people.secret_history (
  account_id uuid not null references people.account,
  site_id uuid not null,
  secret_hash text not null,
  -- When it was replaced.
  replaced_at_ms bigint not null,
  primary key (account_id, secret_hash)
);
insert into people.secret_history (account_id, site_id, secret_hash, replaced_at_ms)
  select account_id, site_id, previous_hash, secret_set_at_ms from people.account
  where previous_hash is not null;
alter table people.account drop column previous_hash;

alter table people.account
  -- At least as long as one without a second factor must be in the strictest pack.
  add column secret_long boolean not null default false,
  -- False: drawn by the house and known to nobody; the institution's own service vouches instead.
  add column own_secret boolean not null default true;

grant select, insert, delete on people.secret_history to liuhen_app;
grant update (secret_long, own_secret) on people.account to liuhen_app;
alter table people.secret_history enable row level security;
alter table people.secret_history force row level security;
create policy house on people.secret_history to liuhen_app using (true) with check (true);
