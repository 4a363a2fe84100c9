create schema conduct;

-- A violation, damage or hazard and what became of it (S0-19, S0-5.4.3).
create table conduct.matter (
  matter_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('violation', 'misuse', 'damage', 'hazard')),
  code text check (code in ('V0-1', 'V0-2', 'V0-3', 'V0-4', 'V0-5', 'V0-6')),
  lesson_id uuid,
  camera_id uuid,
  place text not null check (length(place) <= 120),
  noticed_at_ms bigint not null,
  reported_at_ms bigint not null check (reported_at_ms >= noticed_at_ms),
  reported_by uuid not null,
  reported_name text not null,
  late boolean not null,
  said text not null check (length(said) between 1 and 2000),
  person_id uuid,
  person_name text check (length(person_name) between 1 and 120),
  responsible_id uuid,
  responsible_name text check (length(responsible_name) between 1 and 120),
  sanctions text[] not null,
  disposition text check (length(disposition) between 1 and 2000),
  closed_by uuid,
  closed_name text,
  closed_at_ms bigint,
  check ((kind = 'violation') = (code is not null)),
  check ((closed_at_ms is null) = (disposition is null)),
  check ((closed_at_ms is null) = (closed_by is null)),
  -- Nothing closes without somebody who answers for it (S0-5.4.3).
  check (closed_at_ms is null or responsible_name is not null),
  check (closed_at_ms is null or kind <> 'violation' or cardinality(sanctions) > 0)
);
create index matter_by_time on conduct.matter (site_id, reported_at_ms desc);

-- What backs it; only ever added.
create table conduct.evidence (
  evidence_id uuid primary key,
  site_id uuid not null,
  matter_id uuid not null references conduct.matter,
  kind text not null check (kind in ('entry', 'recording', 'paper')),
  of_id uuid not null,
  start_ms bigint,
  end_ms bigint,
  label text not null,
  added_at_ms bigint not null,
  added_name text not null,
  -- In which order they were made: two may bear the same millisecond.
  nth bigint generated always as identity,
  unique nulls not distinct (matter_id, kind, of_id, start_ms, end_ms),
  check ((kind = 'recording') = (start_ms is not null)),
  check ((start_ms is null) = (end_ms is null)),
  check (end_ms > start_ms)
);
create index evidence_by_paper on conduct.evidence (of_id) where kind = 'paper';

-- What the person concerned said; never changed.
create table conduct.statement (
  statement_id uuid primary key,
  site_id uuid not null,
  matter_id uuid not null references conduct.matter,
  said_name text not null,
  noted_name text,
  said text not null check (length(said) between 1 and 2000),
  at_ms bigint not null,
  nth bigint generated always as identity
);
create index statement_of_matter on conduct.statement (matter_id, nth);

-- What may be a violation, found by the house. One row for one fact, whatever became of it.
create table conduct.suspicion (
  suspicion_id uuid primary key,
  site_id uuid not null,
  code text not null check (code in ('V0-1', 'V0-2', 'V0-3', 'V0-4', 'V0-5', 'V0-6')),
  reason text not null check (reason ~ '^[a-z][a-z-]{2,39}$'),
  fact_key text not null check (length(fact_key) <= 300),
  entry_id uuid not null,
  at_ms bigint not null,
  lesson_id uuid,
  camera_id uuid,
  account_id uuid,
  facts jsonb not null,
  matter_id uuid references conduct.matter,
  decided_by uuid,
  decided_name text,
  decided_at_ms bigint,
  why text check (length(why) between 1 and 2000),
  unique (site_id, code, fact_key),
  check ((decided_by is null) = (decided_at_ms is null)),
  check (decided_at_ms is null or (matter_id is null) <> (why is null))
);
create index suspicion_by_time on conduct.suspicion (site_id, at_ms desc);

-- How far the ledger was read.
create table conduct.followed (
  site_id uuid primary key,
  index bigint not null
);

call app.guard('conduct.matter');
call app.guard('conduct.evidence');
call app.guard('conduct.statement');
call app.guard('conduct.suspicion');
call app.guard('conduct.followed');

grant usage on schema conduct to liuhen_app, t_director, t_admin, t_auditor, t_superior, t_manager,
  t_teacher, t_operator;
grant select, insert on conduct.matter, conduct.evidence, conduct.statement, conduct.suspicion,
  conduct.followed to liuhen_app;
grant update (person_id, person_name, responsible_id, responsible_name, sanctions, disposition, closed_by,
  closed_name, closed_at_ms) on conduct.matter to liuhen_app;
grant update (matter_id, decided_by, decided_name, decided_at_ms, why) on conduct.suspicion to liuhen_app;
grant update (index) on conduct.followed to liuhen_app;

create policy everything on conduct.matter for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
-- Who reported it, answers for it, or whom it concerns.
create policy own on conduct.matter for select to t_superior, t_manager, t_teacher, t_operator
  using (site_id = (select app.site())
    and ((select app.uid()) in (reported_by, person_id, responsible_id)));
create policy of_matter on conduct.evidence for select
  to t_director, t_admin, t_auditor, t_superior, t_manager, t_teacher, t_operator
  using (exists (select 1 from conduct.matter m where m.matter_id = evidence.matter_id));
create policy of_matter on conduct.statement for select
  to t_director, t_admin, t_auditor, t_superior, t_manager, t_teacher, t_operator
  using (exists (select 1 from conduct.matter m where m.matter_id = statement.matter_id));
create policy everything on conduct.suspicion for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
grant select on conduct.matter, conduct.evidence, conduct.statement
  to t_director, t_admin, t_auditor, t_superior, t_manager, t_teacher, t_operator;
grant select on conduct.suspicion to t_director, t_admin, t_auditor;
