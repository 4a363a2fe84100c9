create extension if not exists btree_gist;
create schema lessons;

-- A lesson (授课批次) with every field of S0-5.3.1; none of them can be missing.
create table lessons.lesson (
  lesson_id uuid primary key,
  site_id uuid not null,
  project text not null check (length(project) between 1 and 120),
  course text not null check (length(course) between 1 and 120),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  -- Lead and tail as the settings were when the time was fixed: later settings move no recording.
  record_from_ms bigint not null,
  record_to_ms bigint not null,
  half_hours int not null check (half_hours between 1 and 48),
  audiences text[] not null check (cardinality(audiences) between 1 and 20),
  roster text[] not null check (cardinality(roster) <= 500),
  groups jsonb not null check (jsonb_array_length(groups) between 1 and 50),
  -- Salt of the digest by which entries name roster, groups and students.
  people_salt text not null,
  venue_id uuid not null,
  activity text not null check (activity in ('daily-teaching', 'skills-exam', 'contest', 'external-training')),
  -- Partition of its traces (S0-8.2), one to one with the activity.
  partition text not null check (partition = activity),
  family text not null check (family in ('clinical-skills', 'experiment', 'skills-assessment', 'first-aid')),
  scene text not null,
  recording boolean not null,
  state text not null check (state in ('planned', 'cancelled')),
  created_at_ms bigint not null,
  check (record_from_ms <= start_ms and record_to_ms >= end_ms),
  -- S0-5.2.0, S0-5.2.3: what must be filmed cannot be stored as not filmed.
  constraint scene_is_recorded check (recording or (scene in ('theory', 'other') and activity not in ('skills-exam', 'contest'))),
  constraint venue_once exclude using gist (venue_id with =, int8range(start_ms, end_ms) with &&) where (state <> 'cancelled')
);
create index lesson_by_time on lessons.lesson (site_id, start_ms);
create index lesson_by_record on lessons.lesson (site_id, record_to_ms) where recording and state = 'planned';

create table lessons.lesson_teacher (
  lesson_id uuid not null references lessons.lesson,
  site_id uuid not null,
  account_id uuid not null,
  -- 1 leads.
  position int not null,
  primary key (lesson_id, account_id)
);
create index lesson_of_teacher on lessons.lesson_teacher (account_id);

create table lessons.lesson_student (
  lesson_id uuid not null references lessons.lesson,
  site_id uuid not null,
  account_id uuid not null,
  primary key (lesson_id, account_id)
);
create index lesson_of_student on lessons.lesson_student (account_id);

-- A read timetable that waits for its owner's confirmation. Nothing of it is a lesson yet.
create table lessons.preview (
  preview_id uuid primary key,
  site_id uuid not null,
  account_id uuid not null,
  file_sha256 text not null,
  inputs jsonb not null,
  faults int not null,
  expires_at_ms bigint not null
);

grant usage on schema lessons to liuhen_app;
grant select, insert, update on lessons.lesson to liuhen_app;
-- Who teaches and who takes part may be corrected; each change is an entry with before and after.
grant select, insert, delete on lessons.lesson_teacher, lessons.lesson_student, lessons.preview to liuhen_app;
