-- Candidates who are judged together over the stations of an exam (S0-5.3.2). Who has no account is a
-- candidate with an id of its own, which an account may claim later.
create table scores.cohort_candidate (
  cohort_id uuid not null,
  candidate_id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  number text not null check (length(number) <= 40),
  account_id uuid,
  primary key (cohort_id, candidate_id),
  unique (cohort_id, account_id)
);
create index cohort_candidate_by_account on scores.cohort_candidate (account_id)
  where account_id is not null;

-- An assignment of an exam: who is scored with it and by whom, whatever the lesson's own roster says.
create table scores.seating (
  assignment_id uuid primary key references scores.assignment,
  site_id uuid not null,
  cohort_id uuid not null,
  -- Assignments of one cohort and station have one pass mark, whatever room or hour they belong to.
  station text not null,
  candidate_ids uuid[] not null,
  examiner_ids uuid[] not null check (cardinality(examiner_ids) > 0)
);
create index seating_by_cohort on scores.seating (cohort_id, station);

call app.guard('scores.cohort_candidate');
call app.guard('scores.seating');
create policy rules on scores.cohort_candidate for select to liuhen_owner using (true);
create policy rules on scores.seating for select to liuhen_owner using (true);

-- The asking person as a candidate, and the assignments in which they are one.
create function app.candidacies() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select c.candidate_id from scores.cohort_candidate c where c.account_id = app.uid() $$;
create function app.seated() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select s.assignment_id from scores.seating s
    join scores.cohort_candidate c on c.cohort_id = s.cohort_id and c.candidate_id = any (s.candidate_ids)
    where c.account_id = app.uid() $$;
revoke all on function app.candidacies(), app.seated() from public;
grant execute on function app.candidacies(), app.seated() to t_student;

create policy seated on scores.assignment for select to t_student
  using (released_at_ms is not null and assignment_id in (select app.seated()));
create policy candidacy on scores.mark for select to t_student
  using (student_id in (select app.candidacies())
    and exists (select 1 from scores.assignment a where a.assignment_id = mark.assignment_id));
create policy candidacy on scores.hand_in for select to t_student
  using (student_id in (select app.candidacies())
    and exists (select 1 from scores.assignment a where a.assignment_id = hand_in.assignment_id));

grant select, insert on scores.cohort_candidate, scores.seating to liuhen_app;
grant update (account_id) on scores.cohort_candidate to liuhen_app;
-- Two candidates of a published exam may still change places, with a reason on record.
grant update (candidate_ids) on scores.seating to liuhen_app;
