-- What a manikin measured of one candidate, imported (系统自动评分, S0-5.3.2). Never changed: the newest counts.
create table scores.device_score (
  device_score_id uuid primary key,
  site_id uuid not null,
  assignment_id uuid not null references scores.assignment,
  student_id uuid not null,
  imported_by uuid not null,
  imported_at_ms bigint not null,
  device text not null,
  format text not null check (format in ('csv', 'xapi')),
  mode text not null check (mode in ('thirty-two', 'compressions-only')),
  started_at_ms bigint,
  formula text not null,
  events jsonb not null,
  events_sha256 text not null check (events_sha256 ~ '^[0-9a-f]{64}$'),
  reason text
);
create index device_score_by_candidate
  on scores.device_score (assignment_id, student_id, imported_at_ms);

call app.guard('scores.device_score');

-- As with marks: whoever may know of the assignment; a candidate the own ones, once released.
create policy of_assignment on scores.device_score
  for select to t_director, t_admin, t_manager, t_teacher
  using (exists (select 1 from scores.assignment a
    where a.assignment_id = device_score.assignment_id));
create policy own on scores.device_score for select to t_student
  using (student_id = (select app.uid())
    and exists (select 1 from scores.assignment a
      where a.assignment_id = device_score.assignment_id));

grant select on scores.device_score to t_director, t_admin, t_manager, t_teacher, t_student;
grant select, insert on scores.device_score to liuhen_app;
