create schema approval;

-- Running numbers of requests: one row per site and year, counted inside the filing's own transaction,
-- so that a number exists if and only if its request does.
create table approval.serial (
  site_id uuid not null,
  year int not null check (year between 2000 and 9999),
  last int not null check (last >= 0),
  primary key (site_id, year)
);

-- A request as it was filed, and how far it has come. Names are those of the day.
create table approval.request (
  request_id uuid primary key,
  site_id uuid not null,
  year int not null,
  number int not null check (number >= 1),
  profile text not null check (profile in ('clinical', 'hospital', 'campus')),
  operation text not null check (operation in
    ('view', 'clip', 'department', 'outside', 'judicial', 'discipline', 'police', 'lend')),
  purpose text check (purpose in ('teaching-management', 'quality-control', 'assessment',
    'problem-tracing', 'teaching-research')),
  reason text not null,
  unit text not null,
  handler text not null,
  contact text not null,
  form text not null,
  rule text not null,
  gives text not null check (gives in ('viewing', 'clip', 'package', 'loan')),
  papers_demanded text[] not null,
  camera_ids uuid[] not null,
  span_start_ms bigint,
  span_end_ms bigint check (span_end_ms > span_start_ms),
  window_start_ms bigint,
  window_end_ms bigint check (window_end_ms > window_start_ms),
  return_due_ms bigint,
  emergency_asked boolean not null,
  filed_by uuid not null,
  filed_by_name text not null,
  filed_at_ms bigint not null,
  form_sha256 text not null check (form_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('waiting', 'emergency', 'granted', 'rejected', 'withdrawn',
    'handed-over', 'returned', 'closed', 'lapsed')),
  papers_due_ms bigint,
  granted_at_ms bigint,
  used_at_ms bigint,
  receiver text,
  medium text,
  returned_how text check (returned_how in ('returned', 'destroyed')),
  ended_at_ms bigint,
  constraint serial_once unique (site_id, year, number),
  check (operation <> 'view' or gives = 'viewing'),
  check ((window_start_ms is null) = (window_end_ms is null)),
  check ((span_start_ms is null) = (span_end_ms is null))
);
create index request_open on approval.request (site_id, filed_at_ms)
  where state in ('waiting', 'emergency', 'granted', 'handed-over', 'returned');
create index request_by_filer on approval.request (filed_by, filed_at_ms desc);
create index request_by_time on approval.request (site_id, filed_at_ms desc);

create table approval.request_lesson (
  request_id uuid not null references approval.request,
  site_id uuid not null,
  lesson_id uuid not null,
  position int not null,
  title text not null,
  start_ms bigint not null,
  end_ms bigint not null,
  venue text not null,
  primary key (request_id, lesson_id)
);
create index request_by_lesson on approval.request_lesson (lesson_id);

create table approval.step (
  request_id uuid not null references approval.request,
  site_id uuid not null,
  number int not null check (number between 1 and 9),
  post text not null check (post in ('administrator', 'first', 'second')),
  rule text not null,
  decision text check (decision in ('agreed', 'disagreed')),
  decided_by uuid,
  decided_by_name text,
  standing_for uuid,
  standing_for_name text,
  vacancy boolean not null,
  opinion text,
  decided_at_ms bigint,
  primary key (request_id, number),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at_ms is null))
);

-- Each signature given in a case, whole and for ever: what was drawn, by whom, for what.
create table approval.signing (
  signing_id uuid primary key,
  site_id uuid not null,
  request_id uuid not null references approval.request,
  act text not null check (act in ('step', 'co-sign', 'hand-over', 'return')),
  step int not null,
  account_id uuid not null,
  name text not null,
  strokes jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  signed_at_ms bigint not null,
  constraint signed_once unique (request_id, act, step)
);
create index signing_by_account on approval.signing (account_id);

create table approval.request_paper (
  request_id uuid not null references approval.request,
  site_id uuid not null,
  paper_id uuid not null,
  kind text not null,
  added_by uuid not null,
  added_at_ms bigint not null,
  primary key (request_id, paper_id)
);
create index request_by_paper on approval.request_paper (paper_id);

-- A copy or a loan is taken once for ever: the primary key is the rule (C-07).
create table approval.taken (
  request_id uuid primary key references approval.request,
  site_id uuid not null,
  use text not null check (use in ('clip', 'package', 'loan')),
  account_id uuid not null,
  taken_at_ms bigint not null
);

create table approval.delegation (
  delegation_id uuid primary key,
  site_id uuid not null,
  post text not null check (post in ('administrator', 'first', 'second')),
  from_account_id uuid not null,
  to_account_id uuid not null check (to_account_id <> from_account_id),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms and end_ms - start_ms <= 2592000000),
  reason text not null,
  opened_at_ms bigint not null,
  ended_at_ms bigint
);
create index delegation_by_from on approval.delegation (from_account_id);

-- A person's own signature, kept to be used again; who signs shows the password all the same.
create table approval.signature (
  account_id uuid primary key,
  site_id uuid not null,
  strokes jsonb not null,
  kept_at_ms bigint not null
);

-- Which role holds a post in this institution, and what its body is called (C-51). No row: the
-- director is first, the superior second.
create table approval.body (
  site_id uuid not null,
  post text not null check (post in ('administrator', 'first', 'second')),
  role text not null,
  name text not null check (length(name) between 1 and 120),
  primary key (site_id, post)
);

do $$
declare name text;
begin
  foreach name in array array['serial', 'request', 'request_lesson', 'step', 'signing',
    'request_paper', 'taken', 'delegation', 'signature', 'body'] loop
    execute format('alter table approval.%I enable row level security', name);
    execute format('alter table approval.%I force row level security', name);
    execute format('create policy house on approval.%I to liuhen_app using (true) with check (true)', name);
  end loop;
end $$;

grant usage on schema approval to liuhen_app;
grant select, insert on approval.request, approval.request_lesson, approval.step, approval.signing,
  approval.request_paper, approval.taken, approval.delegation to liuhen_app;
grant select, insert, update on approval.serial, approval.signature, approval.body to liuhen_app;
-- What was filed and signed stays; only how far the case has come may change.
grant update (state, papers_due_ms, granted_at_ms, used_at_ms, receiver, medium, returned_how,
  ended_at_ms) on approval.request to liuhen_app;
grant update (decision, decided_by, decided_by_name, standing_for, standing_for_name, vacancy,
  opinion, decided_at_ms) on approval.step to liuhen_app;
grant update (ended_at_ms) on approval.delegation to liuhen_app;
