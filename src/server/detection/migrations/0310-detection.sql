create schema detection;

-- What was wrong with a camera while it was to be recorded. One row as long as it goes on, and while it
-- comes and goes within the window.
create table detection.event (
  event_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  camera_id uuid not null,
  venue_id uuid not null,
  lesson_id uuid,
  began_at_ms bigint not null,
  noticed_at_ms bigint not null check (noticed_at_ms >= began_at_ms),
  ended_at_ms bigint,
  ending text check (ending in ('recovered', 'unwatched')),
  times int not null default 1 check (times > 0),
  facts jsonb not null,
  snapshot_sha256 text check (snapshot_sha256 ~ '^[0-9a-f]{64}$'),
  incident_id uuid,
  check ((ended_at_ms is null) = (ending is null))
);
create unique index goes_on_once on detection.event (site_id, camera_id, kind)
  where ended_at_ms is null;
create index event_by_time on detection.event (site_id, noticed_at_ms desc);
create index event_by_camera on detection.event (site_id, camera_id, noticed_at_ms desc);
create index event_by_lesson on detection.event (lesson_id);

-- The picture of the moment it was certain. A copy of what is recorded anyway: its bytes go when the
-- recording is destroyed or the snapshot is old; its digest stays with the event and its entry.
create table detection.snapshot (
  event_id uuid primary key references detection.event,
  site_id uuid not null,
  taken_at_ms bigint not null,
  jpeg bytea check (octet_length(jpeg) between 1 and 262144)
);
create index snapshot_by_age on detection.snapshot (site_id, taken_at_ms) where jpeg is not null;

-- How a camera usually looks: learnt, and learnt anew when somebody says so. Readings, not evidence.
create table detection.reference (
  site_id uuid not null,
  camera_id uuid not null,
  learnt_at_ms bigint not null,
  looks jsonb not null,
  primary key (site_id, camera_id)
);

call app.guard('detection.event');
call app.guard('detection.snapshot');
call app.guard('detection.reference');

grant usage on schema detection
  to liuhen_app, t_director, t_admin, t_manager, t_teacher, t_operator, t_auditor;
grant select, insert on detection.event, detection.snapshot, detection.reference to liuhen_app;
grant update (ended_at_ms, ending, times, facts, incident_id) on detection.event to liuhen_app;
grant update (jpeg) on detection.snapshot to liuhen_app;
grant update (learnt_at_ms, looks) on detection.reference to liuhen_app;

-- Those who answer for the cameras see every event; who is on duty or in charge of an area, those of its
-- rooms; who teaches, those of own lessons.
create policy everything on detection.event for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy own_area on detection.event for select to t_manager, t_operator
  using (site_id = (select app.site()) and venue_id in (select app.venues()));
create policy own_lessons on detection.event for select to t_teacher
  using (site_id = (select app.site()) and lesson_id in (select app.taught()));
-- A picture is seen by whoever may see the room's pictures: no auditor.
create policy with_event on detection.snapshot for select
  to t_director, t_admin, t_manager, t_teacher, t_operator
  using (exists (select 1 from detection.event e where e.event_id = snapshot.event_id));
grant select on detection.event
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_auditor;
grant select on detection.snapshot to t_director, t_admin, t_manager, t_teacher, t_operator;
