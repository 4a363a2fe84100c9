create schema incidents;

-- What happened and must be handled. One row as long as the same thing goes on: seen again, it counts.
create table incidents.incident (
  incident_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  severity text not null check (severity in ('notice', 'minor', 'major', 'critical')),
  subject_type text not null check (subject_type ~ '^[a-z][a-z-]{2,39}$'),
  subject_id text not null check (char_length(subject_id) between 1 and 200),
  facts jsonb not null,
  first_seen_ms bigint not null,
  last_seen_ms bigint not null check (last_seen_ms >= first_seen_ms),
  count int not null check (count > 0),
  owner_id uuid,
  owner_name text,
  acknowledged_at_ms bigint,
  settled_at_ms bigint,
  closed_by uuid,
  closed_by_name text,
  closed_at_ms bigint,
  done text check (char_length(done) between 1 and 2000),
  reported_at_ms bigint,
  check ((owner_id is null) = (acknowledged_at_ms is null)),
  check ((closed_by is null) = (closed_at_ms is null)),
  check ((closed_by is null) = (done is null))
);
create unique index goes_on_once on incidents.incident (site_id, kind, subject_type, subject_id)
  where settled_at_ms is null and closed_at_ms is null;
create index incident_by_time on incidents.incident (site_id, last_seen_ms desc);
create index incident_by_subject on incidents.incident (site_id, kind, subject_type, subject_id);

call app.guard('incidents.incident');
grant usage on schema incidents to liuhen_app, t_director, t_superior, t_admin, t_auditor;
grant select, insert on incidents.incident to liuhen_app;
grant update (severity, facts, last_seen_ms, count, owner_id, owner_name, acknowledged_at_ms,
  settled_at_ms, closed_by, closed_by_name, closed_at_ms, done, reported_at_ms)
  on incidents.incident to liuhen_app;

-- Director and administrator handle them, the auditor reads them; the superior reads what was reported.
create policy readers on incidents.incident for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy reported on incidents.incident for select to t_superior
  using (site_id = (select app.site()) and reported_at_ms is not null);
grant select on incidents.incident to t_director, t_superior, t_admin, t_auditor;
