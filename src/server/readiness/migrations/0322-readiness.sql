create schema readiness;

-- A look at everything before a lesson, as its teacher saw it; none is ever changed (S0-4.3a).
create table readiness.look (
  look_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  account_id uuid not null,
  at_ms bigint not null,
  items jsonb not null,
  pictures jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create index look_by_lesson on readiness.look (lesson_id, at_ms desc);

-- The signature under one of the looks.
create table readiness.signing (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  look_id uuid not null references readiness.look,
  account_id uuid not null,
  name text not null,
  signed_at_ms bigint not null,
  late boolean not null,
  remarks jsonb not null,
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);

-- Lessons that began without.
create table readiness.missed (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  at_ms bigint not null,
  incident_id uuid not null
);

-- A formal exam that was opened (S0-5.2.3).
create table readiness.exam (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at_ms bigint not null,
  cameras int not null check (cameras >= 0),
  missing jsonb not null,
  override_id uuid
);

-- Asked for because a camera does not record, decided by the director.
create table readiness.override (
  override_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  incident_id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at_ms bigint not null,
  reason text not null check (char_length(reason) between 1 and 2000),
  missing jsonb not null
);
create index override_by_lesson on readiness.override (lesson_id);
create table readiness.override_decision (
  override_id uuid primary key references readiness.override,
  site_id uuid not null,
  approved boolean not null,
  reason text not null check (char_length(reason) between 1 and 2000),
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at_ms bigint not null,
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);

-- What somebody found wrong during a lesson (S0-4.3d).
create table readiness.report (
  report_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  text text not null check (char_length(text) <= 2000),
  by_account uuid not null,
  by_name text not null,
  at_ms bigint not null,
  incident_id uuid not null,
  detected_at_ms bigint
);
create index report_by_lesson on readiness.report (lesson_id, at_ms);

call app.guard('readiness.look');
call app.guard('readiness.signing');
call app.guard('readiness.missed');
call app.guard('readiness.exam');
call app.guard('readiness.override');
call app.guard('readiness.override_decision');
call app.guard('readiness.report');

grant usage on schema readiness to liuhen_app;
grant select, insert on readiness.look, readiness.signing, readiness.missed, readiness.exam,
  readiness.override, readiness.override_decision, readiness.report to liuhen_app;
