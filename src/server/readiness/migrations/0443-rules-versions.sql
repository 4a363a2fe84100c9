-- The rules of conduct (S0-4.4) in their versions, each with the day from which it asks to be read. The first one
-- comes with the house; what was read is never changed.
create table readiness.rules_version (
  site_id uuid not null,
  version int not null check (version > 1),
  zh text[] not null check (cardinality(zh) between 1 and 30),
  en text[] not null check (cardinality(en) between 1 and 30),
  from_ms bigint not null,
  published_by uuid not null,
  published_at_ms bigint not null,
  primary key (site_id, version)
);
call app.guard('readiness.rules_version');
grant select, insert on readiness.rules_version to liuhen_app;
