-- Who looked (S0-9.2): told to those who answer for the lesson; to everybody else only their own looks.
call app.guard('access.viewing');
call app.guard('access.seen');

create policy everything on access.viewing for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy own_lessons on access.viewing for select to t_teacher
  using (site_id = (select app.site())
    and (account_id = (select app.uid()) or lesson_id in (select app.taught())));
create policy own_area on access.viewing for select to t_manager
  using (site_id = (select app.site())
    and (account_id = (select app.uid()) or exists (select 1 from lessons.lesson l
      where l.lesson_id = viewing.lesson_id and l.venue_id in (select app.venues()))));
create policy of_viewings on access.seen for select
  to t_director, t_admin, t_manager, t_teacher, t_auditor
  using (exists (select 1 from access.viewing v where v.viewing_id = seen.viewing_id));

grant usage on schema access to t_director, t_admin, t_manager, t_teacher, t_auditor;
grant select on access.viewing, access.seen
  to t_director, t_admin, t_manager, t_teacher, t_auditor;
