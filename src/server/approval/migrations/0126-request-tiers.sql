-- Cases by tier. Who decides a step follows posts, delegations and vacancies, which the room works out
-- anew each time; here stands the bound it never leaves: own cases, those one signed, those with a step
-- that could come to one's post, those one carries out or checks.
create policy rules on approval.request for select to liuhen_owner using (true);
create policy rules on approval.request_lesson for select to liuhen_owner using (true);
create policy rules on approval.step for select to liuhen_owner using (true);
create policy rules on approval.signing for select to liuhen_owner using (true);
create policy rules on approval.delegation for select to liuhen_owner using (true);
create policy rules on approval.body for select to liuhen_owner using (true);

-- What a granted request lends: its lessons, to who filed it, within its hours (C-11).
create or replace function app.granted() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select l.lesson_id from approval.request r
    join approval.request_lesson l on l.request_id = r.request_id
  where r.filed_by = app.uid() and r.gives = 'viewing' and r.state in ('granted', 'emergency')
    and r.window_start_ms <= app.now_ms() and app.now_ms() < r.window_end_ms $$;

-- Posts the asking person holds or stands in for, and those below them: what is vacant goes up (C-38).
create function app.posts() returns setof text language sql stable security definer
  set search_path = pg_catalog as $$
  with usual (post, role, height) as (
    values ('administrator', 'admin', 1), ('first', 'director', 2), ('second', 'superior', 3)),
  held as (
    select u.height from usual u
      left join approval.body b on b.post = u.post and b.site_id = app.site()
      join people.account a on a.account_id = app.uid() and a.role = coalesce(b.role, u.role)
    union
    select u.height from usual u
      join approval.delegation d on d.post = u.post and d.to_account_id = app.uid()
    where d.ended_at_ms is null and d.start_ms <= app.now_ms() and app.now_ms() < d.end_ms)
  select u.post from usual u where u.height <= (select max(height) from held) $$;
create function app.signed_cases() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select s.request_id from approval.signing s where s.account_id = app.uid()
  union select s.request_id from approval.step s where s.decided_by = app.uid() $$;
create function app.post_cases() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select s.request_id from approval.step s where s.post in (select app.posts())
  union select r.request_id from approval.request r
    where r.emergency_asked and exists (select 1 from app.posts()) $$;

create policy every_case on approval.request for select to t_admin, t_auditor
  using (site_id = (select app.site()));
create policy own_cases on approval.request for select
  to t_director, t_superior, t_manager, t_teacher, t_operator
  using (site_id = (select app.site()) and (filed_by = (select app.uid())
    or request_id in (select app.signed_cases()) or request_id in (select app.post_cases())));
create policy carried_out on approval.request for select to t_operator
  using (site_id = (select app.site()) and state in ('granted', 'handed-over', 'returned', 'closed'));

do $$
declare name text;
begin
  foreach name in array array['request_lesson', 'step', 'signing', 'request_paper', 'taken'] loop
    execute format('create policy of_cases on approval.%1$I for select
      to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor
      using (exists (select 1 from approval.request r where r.request_id = %1$I.request_id))', name);
    execute format('grant select on approval.%I
      to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor', name);
  end loop;
end $$;
grant usage on schema approval
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor;
grant select on approval.request
  to t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_auditor;
