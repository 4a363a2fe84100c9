create schema supervision;

-- What the house found of one local day; judged once, never again.
create table supervision.day (
  site_id uuid not null,
  day text not null check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  judged_at_ms bigint not null,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  probes jsonb not null,
  missing jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (site_id, day)
);

-- F-14 as it was signed; the signature itself stands with its task.
create table supervision.self_check (
  task_id uuid primary key references tasks.task,
  site_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  figures jsonb not null,
  sections jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unique (site_id, month)
);

create table supervision.spot_check (
  check_id uuid primary key,
  site_id uuid not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  from_ms bigint not null,
  to_ms bigint not null,
  earlier int not null,
  unit text not null,
  inspector_id uuid not null,
  inspector_name text not null,
  population text not null,
  things jsonb not null,
  population_size int not null check (population_size > 0),
  population_sha256 text not null check (population_sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size > 0),
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  drawn_at_ms bigint not null
);
create index spot_check_by_quarter on supervision.spot_check (site_id, quarter, drawn_at_ms);

-- What the inspector said of a sampled thing; the newest word stands, older ones stay.
create table supervision.spot_note (
  note_id uuid primary key,
  site_id uuid not null,
  check_id uuid not null references supervision.spot_check,
  key text not null,
  result text not null check (result in ('fit', 'finding', 'unavailable')),
  note text not null check (char_length(note) <= 2000),
  noted_at_ms bigint not null
);
create index spot_note_by_check on supervision.spot_note (check_id, noted_at_ms);

create table supervision.spot_report (
  check_id uuid primary key references supervision.spot_check,
  site_id uuid not null,
  conclusion text not null check (char_length(conclusion) between 1 and 2000),
  finished_at_ms bigint not null,
  report_sha256 text not null check (report_sha256 ~ '^[0-9a-f]{64}$'),
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);

-- What the director is told of a month, as it was when the month had ended.
create table supervision.digest (
  digest_id uuid primary key,
  site_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  made_at_ms bigint not null,
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  escalated_at_ms bigint,
  escalated_to uuid,
  unique (site_id, month),
  check (escalated_to is null or escalated_at_ms is not null)
);

create table supervision.digest_receipt (
  digest_id uuid primary key references supervision.digest,
  site_id uuid not null,
  account_id uuid not null,
  name text not null,
  at_ms bigint not null,
  late boolean not null,
  remark text not null check (char_length(remark) <= 2000),
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);

-- Whom the institution named as the next superior; no row or null: everybody of that role.
create table supervision.superior (
  site_id uuid primary key,
  account_id uuid
);

call app.guard('supervision.day');
call app.guard('supervision.self_check');
call app.guard('supervision.spot_check');
call app.guard('supervision.spot_note');
call app.guard('supervision.spot_report');
call app.guard('supervision.digest');
call app.guard('supervision.digest_receipt');
call app.guard('supervision.superior');

grant usage on schema supervision to liuhen_app, t_director, t_superior, t_admin, t_auditor;
grant select, insert on supervision.day, supervision.self_check, supervision.spot_check,
  supervision.spot_note, supervision.spot_report, supervision.digest, supervision.digest_receipt,
  supervision.superior to liuhen_app;
grant update (escalated_at_ms, escalated_to) on supervision.digest to liuhen_app;
grant update (account_id) on supervision.superior to liuhen_app;

create policy readers on supervision.day for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.self_check for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.spot_check for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.spot_note for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.spot_report for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.digest for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.digest_receipt for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on supervision.superior for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
-- The superior sees what was left lying, and nothing else.
create policy escalated on supervision.digest for select to t_superior
  using (site_id = (select app.site()) and escalated_at_ms is not null
    and (escalated_to is null or escalated_to = (select app.uid())));
create policy escalated on supervision.digest_receipt for select to t_superior
  using (exists (select 1 from supervision.digest d where d.digest_id = digest_receipt.digest_id));

grant select on supervision.day, supervision.self_check, supervision.spot_check,
  supervision.spot_note, supervision.digest, supervision.superior to t_director, t_admin, t_auditor;
grant select on supervision.digest to t_superior;
-- Drawn signatures are shown with what they sign, by the house itself.
grant select (check_id, site_id, conclusion, finished_at_ms, report_sha256, signature_sha256)
  on supervision.spot_report to t_director, t_admin, t_auditor;
grant select (digest_id, site_id, account_id, name, at_ms, late, remark, signature_sha256)
  on supervision.digest_receipt to t_director, t_superior, t_admin, t_auditor;
