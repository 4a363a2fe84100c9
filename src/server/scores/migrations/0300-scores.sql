create schema scores;

-- A version of a checklist (评分表); none is ever changed (S0-5.3.2).
create table scores.checklist (
  checklist_id uuid not null,
  version int not null check (version > 0),
  site_id uuid not null,
  title text not null,
  items jsonb not null check (jsonb_array_length(items) between 1 and 60),
  pass_percent double precision not null check (pass_percent between 0 and 100),
  published_by uuid not null,
  published_at_ms bigint not null,
  primary key (checklist_id, version)
);
create index checklist_by_site on scores.checklist (site_id, checklist_id, version desc);

-- A version in use in a lesson, for everybody or one station.
create table scores.assignment (
  assignment_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  checklist_id uuid not null,
  version int not null,
  station_id uuid,
  pass_rule text not null check (pass_rule in ('fixed', 'borderline-regression')),
  assigned_by uuid not null,
  assigned_at_ms bigint not null,
  released_by uuid,
  released_at_ms bigint,
  foreign key (checklist_id, version) references scores.checklist,
  unique nulls not distinct (lesson_id, checklist_id, station_id),
  check ((released_by is null) = (released_at_ms is null))
);

-- One mark; what it says of its item holds until a later one names it in `after`. Never changed.
create table scores.mark (
  mark_id uuid primary key,
  site_id uuid not null,
  assignment_id uuid not null references scores.assignment,
  student_id uuid not null,
  examiner_id uuid not null,
  about text not null,
  value double precision check (value >= 0 and value <= 100 and value * 2 = floor(value * 2)),
  after uuid[] not null,
  said_at_ms bigint not null,
  taken_at_ms bigint not null,
  reason text
);
create index mark_by_sheet on scores.mark (assignment_id, student_id, examiner_id);

-- A sheet handed in, with the words for the candidate; each time a row of its own.
create table scores.hand_in (
  hand_in_id uuid primary key,
  site_id uuid not null,
  assignment_id uuid not null references scores.assignment,
  student_id uuid not null,
  examiner_id uuid not null,
  heads uuid[] not null,
  remark text not null,
  said_at_ms bigint not null,
  taken_at_ms bigint not null
);
create index hand_in_by_sheet on scores.hand_in (assignment_id, student_id, examiner_id);

call app.guard('scores.checklist');
call app.guard('scores.assignment');
call app.guard('scores.mark');
call app.guard('scores.hand_in');

-- A checklist may be an exam's: those who score and lead read it; a candidate never reads it whole.
create policy staff on scores.checklist for select to t_director, t_admin, t_manager, t_teacher
  using (site_id = (select app.site()));

create policy everything on scores.assignment for select to t_director, t_admin
  using (site_id = (select app.site()));
create policy own_lessons on scores.assignment for select to t_teacher
  using (lesson_id in (select app.taught()));
create policy own_area on scores.assignment for select to t_manager
  using (exists (select 1 from lessons.lesson l
    where l.lesson_id = assignment.lesson_id and l.venue_id in (select app.venues())));

-- Marks follow their assignment: whoever may know of it knows them (S0-14.2: nobody else).
create policy of_assignment on scores.mark for select to t_director, t_admin, t_manager, t_teacher
  using (exists (select 1 from scores.assignment a where a.assignment_id = mark.assignment_id));
create policy of_assignment on scores.hand_in for select to t_director, t_admin, t_manager, t_teacher
  using (exists (select 1 from scores.assignment a where a.assignment_id = hand_in.assignment_id));

-- A candidate's own, once released. Other candidates' marks are not there, whatever is asked.
create policy own_released on scores.assignment for select to t_student
  using (released_at_ms is not null and lesson_id in (select app.attended()));
create policy own on scores.mark for select to t_student
  using (student_id = (select app.uid())
    and exists (select 1 from scores.assignment a where a.assignment_id = mark.assignment_id));
create policy own on scores.hand_in for select to t_student
  using (student_id = (select app.uid())
    and exists (select 1 from scores.assignment a where a.assignment_id = hand_in.assignment_id));

grant usage on schema scores to liuhen_app, t_director, t_admin, t_manager, t_teacher, t_student;
grant select on scores.assignment, scores.mark, scores.hand_in
  to t_director, t_admin, t_manager, t_teacher, t_student;
grant select on scores.checklist to t_director, t_admin, t_manager, t_teacher;
grant select, insert on scores.checklist, scores.assignment, scores.mark, scores.hand_in to liuhen_app;
grant update (released_by, released_at_ms) on scores.assignment to liuhen_app;
