create schema policies;

-- A version of a policy document (S0-20); none is ever changed.
create table policies.version (
  policy_id uuid not null,
  version int not null check (version > 0),
  site_id uuid not null,
  title text not null check (char_length(title) between 1 and 120),
  number text not null,
  body text not null check (char_length(body) <= 60000),
  paper_id uuid references papers.paper,
  effective_from_ms bigint not null,
  approved_by text not null,
  approved_at_ms bigint not null,
  readers text[] not null,
  published_by uuid not null,
  published_at_ms bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (policy_id, version),
  check (body <> '' or paper_id is not null)
);
create index version_by_site on policies.version (site_id, effective_from_ms);

-- Who has read which version, once each.
create table policies.receipt (
  policy_id uuid not null,
  version int not null,
  site_id uuid not null,
  account_id uuid not null,
  name text not null,
  at_ms bigint not null,
  primary key (policy_id, version, account_id),
  foreign key (policy_id, version) references policies.version
);

-- What a rule of the configuration rests on; each word about it is a row of its own.
create table policies.basis (
  basis_id uuid primary key,
  site_id uuid not null,
  rule text not null,
  policy_id uuid,
  clause text not null check (char_length(clause) <= 120),
  set_by uuid not null,
  set_at_ms bigint not null
);
create index basis_by_rule on policies.basis (site_id, rule, set_at_ms);

-- Changes of rules, weighed: with the version behind them, or without any, which is the warning.
create table policies.rule_change (
  entry_id uuid not null,
  rule text not null,
  site_id uuid not null,
  changed_at_ms bigint not null,
  changed_by text not null,
  policy_id uuid,
  version int,
  primary key (entry_id, rule),
  check ((policy_id is null) = (version is null))
);
create index rule_change_by_time on policies.rule_change (site_id, changed_at_ms);

create table policies.followed (
  site_id uuid primary key,
  index bigint not null
);

call app.guard('policies.version');
call app.guard('policies.receipt');
call app.guard('policies.basis');
call app.guard('policies.rule_change');
call app.guard('policies.followed');

grant usage on schema policies to liuhen_app, t_director, t_superior, t_admin, t_manager, t_teacher,
  t_operator, t_auditor;
grant select, insert on policies.version, policies.receipt, policies.basis, policies.rule_change,
  policies.followed to liuhen_app;
grant update (index) on policies.followed to liuhen_app;

-- Rules are for everybody who works here; who has read them, for who keeps, leads and audits.
create policy staff on policies.version for select
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor
  using (site_id = (select app.site()));
create policy staff on policies.basis for select
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor
  using (site_id = (select app.site()));
create policy staff on policies.rule_change for select
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor
  using (site_id = (select app.site()));
create policy keepers on policies.receipt for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy own on policies.receipt for select to t_superior, t_manager, t_teacher, t_operator
  using (account_id = (select app.uid()));
grant select on policies.version, policies.receipt, policies.basis, policies.rule_change
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor;
