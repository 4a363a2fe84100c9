create schema exams;

-- An exam in stations (多站考核): its plan without names. A draft changes; a published one only its order.
create table exams.exam (
  exam_id uuid primary key,
  site_id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  title text not null,
  course text not null,
  start_ms bigint not null,
  end_ms bigint not null,
  plan jsonb not null,
  candidates int not null,
  created_by uuid not null,
  created_at_ms bigint not null,
  published_at_ms bigint,
  released_at_ms bigint
);
create index exam_by_start on exams.exam (site_id, start_ms desc);

-- Who takes part; names leave with the people they belong to.
create table exams.candidate (
  exam_id uuid not null references exams.exam,
  candidate_id uuid not null,
  site_id uuid not null,
  position int not null,
  name text not null,
  number text not null,
  account_id uuid,
  primary key (exam_id, candidate_id)
);
create index exam_candidate_by_account on exams.candidate (account_id) where account_id is not null;

-- Rooms and examiners of the plan, so that whoever may know of an exam is a question to the database.
create table exams.part (
  exam_id uuid not null references exams.exam,
  site_id uuid not null,
  venue_id uuid,
  account_id uuid
);
create index exam_part on exams.part (exam_id);
create index exam_part_by_account on exams.part (account_id) where account_id is not null;

-- What publishing made: a lesson for each room and block, an assignment for each place in it.
create table exams.room (
  exam_id uuid not null references exams.exam,
  block int not null,
  venue_id uuid not null,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  primary key (lesson_id)
);
create index exam_room on exams.room (exam_id);
create table exams.place (
  assignment_id uuid primary key references scores.assignment,
  exam_id uuid not null references exams.exam,
  site_id uuid not null,
  lesson_id uuid not null references exams.room (lesson_id),
  block int not null,
  circuit int not null,
  station text not null
);
create index exam_place on exams.place (exam_id);

-- What was done on the day; nothing of it is ever changed.
create table exams.run_act (
  act_id uuid primary key,
  exam_id uuid not null references exams.exam,
  site_id uuid not null,
  serial int not null,
  kind text not null check (kind in ('start', 'pause', 'resume', 'absent', 'late', 'present', 'trouble')),
  at_ms bigint not null,
  account_id uuid not null,
  candidate_id uuid,
  circuit int,
  station text,
  reason text not null,
  unique (exam_id, serial)
);

call app.guard('exams.exam');
call app.guard('exams.candidate');
call app.guard('exams.part');
call app.guard('exams.room');
call app.guard('exams.place');
call app.guard('exams.run_act');

create policy rules on exams.part for select to liuhen_owner using (true);
create policy rules on exams.candidate for select to liuhen_owner using (true);
create function app.examined() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select p.exam_id from exams.part p where p.account_id = app.uid() $$;
create function app.exams_here() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select p.exam_id from exams.part p where p.venue_id in (select app.venues()) $$;
create function app.sat() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select c.exam_id from exams.candidate c where c.account_id = app.uid() $$;
revoke all on function app.examined(), app.exams_here(), app.sat() from public;
grant execute on function app.examined() to t_teacher;
grant execute on function app.exams_here() to t_manager;
grant execute on function app.sat() to t_student;

-- The lead sees all; an examiner the published exams of the own stations; a manager those in the own
-- rooms and the own drafts; a candidate the own published ones.
create policy everything on exams.exam for select to t_director, t_admin
  using (site_id = (select app.site()));
create policy own_area on exams.exam for select to t_manager
  using (site_id = (select app.site())
    and (created_by = (select app.uid()) or exam_id in (select app.exams_here())));
create policy examined on exams.exam for select to t_teacher
  using (site_id = (select app.site()) and state <> 'draft' and exam_id in (select app.examined()));
create policy sat on exams.exam for select to t_student
  using (site_id = (select app.site()) and state = 'published' and exam_id in (select app.sat()));

grant usage on schema exams to liuhen_app, t_director, t_admin, t_manager, t_teacher, t_student;
grant select on exams.exam to t_director, t_admin, t_manager, t_teacher, t_student;
grant select, insert on exams.exam, exams.candidate, exams.part, exams.room, exams.place, exams.run_act
  to liuhen_app;
grant update (version, state, title, course, start_ms, end_ms, plan, candidates, published_at_ms, released_at_ms)
  on exams.exam to liuhen_app;
grant update (account_id) on exams.candidate to liuhen_app;
-- A draft's people are typed anew each time it is saved; each saving is an entry.
grant delete on exams.candidate, exams.part to liuhen_app;
