-- What was recorded of a lesson is known to those who may know the lesson. Days of 24-hour cameras are
-- no lessons: no tier reads them here.
call app.guard('catalogue.segment');
call app.guard('catalogue.segment_occasion');
call app.guard('catalogue.gap');
call app.guard('catalogue.gap_occasion');
call app.guard('catalogue.line');
call app.guard('catalogue.run');

create policy of_lessons on catalogue.line for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from lessons.lesson l where l.lesson_id = occasion_id));
create policy of_lessons on catalogue.run for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from lessons.lesson l where l.lesson_id = occasion_id));
create policy of_lessons on catalogue.segment_occasion for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from lessons.lesson l where l.lesson_id = occasion_id));
create policy of_lessons on catalogue.gap_occasion for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from lessons.lesson l where l.lesson_id = occasion_id));
create policy of_lessons on catalogue.segment for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from catalogue.segment_occasion o where o.segment_id = segment.segment_id));
create policy of_lessons on catalogue.gap for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from catalogue.gap_occasion o where o.gap_id = gap.gap_id));

grant usage on schema catalogue to t_director, t_admin, t_manager, t_teacher, t_operator, t_student;
grant select on all tables in schema catalogue
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student;
