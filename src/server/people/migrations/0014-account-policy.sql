-- What the institution decides about accounts; no row: the defaults of its profile hold.
create table people.policy (
  site_id uuid primary key,
  settings jsonb not null,
  changed_at_ms bigint not null
);
grant select, insert, update on people.policy to liuhen_app;
alter table people.policy enable row level security;
alter table people.policy force row level security;
create policy house on people.policy to liuhen_app using (true) with check (true);
