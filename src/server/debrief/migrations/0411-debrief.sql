create schema debrief;

-- A teaching note at an instant of a lesson, with what was drawn over the picture. Never changed.
create table debrief.note (
  note_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  at_ms bigint not null,
  camera_id uuid,
  student_id uuid,
  text text not null,
  drawing jsonb not null,
  corrects uuid references debrief.note,
  said_by uuid not null,
  said_at_ms bigint not null,
  check (text <> '' or jsonb_array_length(drawing) > 0),
  check (camera_id is not null or jsonb_array_length(drawing) = 0)
);
create index note_by_lesson on debrief.note (lesson_id, at_ms);

call app.guard('debrief.note');

create policy own_lessons on debrief.note for select to t_teacher
  using (lesson_id in (select app.taught()));
create policy own_area on debrief.note for select to t_manager
  using (exists (select 1 from lessons.lesson l
    where l.lesson_id = note.lesson_id and l.venue_id in (select app.venues())));
-- A student reads what was written for that student, of lessons the student was in.
create policy own on debrief.note for select to t_student
  using (student_id = (select app.uid()) and lesson_id in (select app.attended()));

grant usage on schema debrief to liuhen_app, t_manager, t_teacher, t_student;
grant select on debrief.note to t_manager, t_teacher, t_student;
grant select, insert on debrief.note to liuhen_app;
