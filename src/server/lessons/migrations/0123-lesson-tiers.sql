-- Names of trainees leave the lesson's row: who may know the lesson does not always know them (S0-14.2).
create table lessons.lesson_people (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  roster text[] not null check (cardinality(roster) <= 500),
  groups jsonb not null check (jsonb_array_length(groups) between 1 and 50),
  -- Salt of the digest by which entries name roster, groups and students.
  people_salt text not null
);
insert into lessons.lesson_people (lesson_id, site_id, roster, groups, people_salt)
  select lesson_id, site_id, roster, groups, people_salt from lessons.lesson;
alter table lessons.lesson drop column roster, drop column groups, drop column people_salt;
grant select, insert, update on lessons.lesson_people to liuhen_app;

call app.guard('lessons.lesson');
call app.guard('lessons.lesson_people');
call app.guard('lessons.lesson_teacher');
call app.guard('lessons.lesson_student');
call app.guard('lessons.preview');

-- What belongs to the asking person, read as the owner: policies that asked each other would turn in a
-- circle. Sets, so that each is made once for a query and not once for a row.
create policy rules on lessons.lesson_teacher for select to liuhen_owner using (true);
create policy rules on lessons.lesson_student for select to liuhen_owner using (true);
create policy rules on lessons.lesson_people for select to liuhen_owner using (true);
create function app.taught() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select t.lesson_id from lessons.lesson_teacher t where t.account_id = app.uid() $$;
create function app.attended() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select s.lesson_id from lessons.lesson_student s where s.account_id = app.uid() $$;
-- Lessons lent to the asking person by a granted request, now. None until requests exist.
create function app.granted() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select null::uuid where false $$;

-- A student's own place in the roster and groups of own lessons; no other name leaves this function.
create function app.own_places(asked uuid[])
  returns table (lesson_id uuid, roster text[], groups jsonb)
  language sql stable security definer set search_path = pg_catalog as $$
  select l.lesson_id,
    array(select name from unnest(l.roster) name where name = me.name),
    coalesce((
      select jsonb_agg(jsonb_build_object('name', g.value -> 'name', 'members', own.members)
        order by g.ordinality)
      from jsonb_array_elements(l.groups) with ordinality g,
        lateral (select jsonb_agg(m.value) as members from jsonb_array_elements(g.value -> 'members') m
          where m.value = to_jsonb(me.name)) own
      where own.members is not null), '[]')
  from lessons.lesson_people l
  cross join (select p.name from people.account a join people.person p on p.person_id = a.person_id
    where a.account_id = app.uid()) me
  where l.lesson_id = any (asked) and l.lesson_id in (select app.attended()) $$;
revoke all on function app.own_places(uuid[]) from public;
grant execute on function app.own_places(uuid[]) to t_student;

-- S0-9.1a–d, C-42: everything; own lessons; own area; own replay. And what a granted request lent.
create policy everything on lessons.lesson for select to t_director, t_admin
  using (site_id = (select app.site()));
create policy own_lessons on lessons.lesson for select to t_teacher
  using (site_id = (select app.site())
    and (lesson_id in (select app.taught()) or lesson_id in (select app.granted())));
create policy own_area on lessons.lesson for select to t_manager, t_operator
  using (site_id = (select app.site())
    and (venue_id in (select app.venues()) or lesson_id in (select app.granted())));
create policy own_replay on lessons.lesson for select to t_student
  using (site_id = (select app.site()) and lesson_id in (select app.attended()));

create policy everything on lessons.lesson_people for select to t_director, t_admin
  using (site_id = (select app.site()));
create policy own_lessons on lessons.lesson_people for select to t_teacher
  using (site_id = (select app.site()) and lesson_id in (select app.taught()));
create policy own_area on lessons.lesson_people for select to t_manager
  using (exists (select 1 from lessons.lesson l
    where l.lesson_id = lesson_people.lesson_id and l.venue_id in (select app.venues())));

create policy of_lessons on lessons.lesson_teacher for select
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student
  using (exists (select 1 from lessons.lesson l where l.lesson_id = lesson_teacher.lesson_id));

create policy everything on lessons.lesson_student for select to t_director, t_admin
  using (site_id = (select app.site()));
create policy own_lessons on lessons.lesson_student for select to t_teacher
  using (site_id = (select app.site()) and lesson_id in (select app.taught()));
create policy own_area on lessons.lesson_student for select to t_manager
  using (exists (select 1 from lessons.lesson l
    where l.lesson_id = lesson_student.lesson_id and l.venue_id in (select app.venues())));
create policy own_place on lessons.lesson_student for select to t_student
  using (site_id = (select app.site()) and account_id = (select app.uid()));

grant usage on schema lessons to t_director, t_admin, t_manager, t_teacher, t_operator, t_student;
grant select on lessons.lesson, lessons.lesson_teacher
  to t_director, t_admin, t_manager, t_teacher, t_operator, t_student;
grant select (lesson_id, site_id, roster, groups) on lessons.lesson_people
  to t_director, t_admin, t_manager, t_teacher;
grant select on lessons.lesson_student to t_director, t_admin, t_manager, t_teacher, t_student;
