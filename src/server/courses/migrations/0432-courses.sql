create schema courses;

-- A course of the library (课程); each change is an entry with before and after, and none is ever deleted.
create table courses.course (
  course_id uuid primary key,
  site_id uuid not null,
  version int not null check (version > 0),
  code text not null check (char_length(code) between 1 and 32),
  name text not null check (char_length(name) between 1 and 120),
  department text not null check (char_length(department) <= 120),
  family text not null check (family in ('clinical-skills', 'experiment', 'skills-assessment', 'first-aid')),
  scene text not null,
  half_hours int not null check (half_hours between 1 and 1000),
  teacher_id uuid,
  state text not null check (state in ('active', 'retired')),
  changed_at_ms bigint not null,
  constraint course_code_once unique (site_id, code)
);

-- What is practised in it (实训项目).
create table courses.item (
  item_id uuid primary key,
  site_id uuid not null,
  course_id uuid not null references courses.course,
  position int not null check (position > 0),
  code text not null check (char_length(code) between 1 and 32),
  name text not null check (char_length(name) between 1 and 120),
  scene text not null,
  minutes int not null check (minutes between 5 and 1440),
  -- Of another room's checklists: proposed only, chosen again where it is used.
  checklist_id uuid,
  state text not null check (state in ('active', 'retired')),
  constraint item_code_once unique (course_id, code) deferrable initially deferred
);
create index item_by_course on courses.item (course_id, position);

call app.guard('courses.course');
call app.guard('courses.item');
create policy staff on courses.course for select
  to t_director, t_admin, t_manager, t_teacher, t_operator using (site_id = (select app.site()));
create policy staff on courses.item for select
  to t_director, t_admin, t_manager, t_teacher, t_operator using (site_id = (select app.site()));

grant usage on schema courses to liuhen_app, t_director, t_admin, t_manager, t_teacher, t_operator;
grant select, insert, update on courses.course, courses.item to liuhen_app;
grant select on courses.course, courses.item
  to t_director, t_admin, t_manager, t_teacher, t_operator;
