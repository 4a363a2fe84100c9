create schema playbooks;

-- One declared event (S0-15): what happened, who found it, and how it ended. It begins open and is closed
-- once, with cause, measures, conclusion and signature; everything between is rows that are only added.
create table playbooks.event (
  event_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('system-crash', 'data-loss', 'footage-leak', 'attack')),
  drill boolean not null,
  what text not null check (char_length(what) between 1 and 2000),
  discoverer text not null check (char_length(discoverer) between 1 and 120),
  discovered_at_ms bigint not null,
  incident_id uuid,
  declared_by uuid not null,
  declared_by_name text not null,
  declared_at_ms bigint not null check (declared_at_ms >= discovered_at_ms),
  cause text check (char_length(cause) between 1 and 2000),
  measures_taken text check (char_length(measures_taken) between 1 and 2000),
  conclusion text check (char_length(conclusion) between 1 and 2000),
  closed_by uuid,
  closed_by_name text,
  closed_at_ms bigint check (closed_at_ms >= declared_at_ms),
  signature jsonb,
  check ((closed_at_ms is null) = (closed_by is null)),
  check ((closed_at_ms is null) = (cause is null)),
  check ((closed_at_ms is null) = (measures_taken is null)),
  check ((closed_at_ms is null) = (conclusion is null)),
  check ((closed_at_ms is null) = (signature is null))
);
create index event_by_time on playbooks.event (site_id, declared_at_ms desc);

-- Who was told of it, and that it arrived.
create table playbooks.notice (
  notice_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null references playbooks.event,
  party text not null check (party in ('director', 'cyber', 'security')),
  means text not null check (means in ('system', 'phone', 'in-person', 'letter')),
  sent_to text not null check (char_length(sent_to) between 1 and 120),
  account_id uuid,
  sent_at_ms bigint not null,
  sent_by uuid not null,
  sent_by_name text not null,
  receipt_how text check (receipt_how in ('account', 'noted')),
  receipt_by text check (char_length(receipt_by) between 1 and 120),
  receipt_number text check (char_length(receipt_number) between 1 and 120),
  receipt_at_ms bigint check (receipt_at_ms >= sent_at_ms),
  check ((receipt_how is null) = (receipt_at_ms is null)),
  check ((receipt_how is null) = (receipt_by is null)),
  -- What is told in the system is acknowledged there by the account it was told to.
  check (means <> 'system' or account_id is not null)
);
create index notice_by_event on playbooks.notice (event_id, sent_at_ms);

create table playbooks.note (
  note_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null references playbooks.event,
  step text not null check (step in ('cut', 'preserve', 'report', 'handle', 'conclude')),
  said text not null check (char_length(said) between 1 and 2000),
  noted_by uuid not null,
  noted_by_name text not null,
  noted_at_ms bigint not null
);
create index note_by_event on playbooks.note (event_id, noted_at_ms);

create table playbooks.snapshot (
  paper_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null references playbooks.event,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes > 0),
  ledger_size bigint,
  taken_by uuid not null,
  taken_by_name text not null,
  taken_at_ms bigint not null
);
create index snapshot_by_event on playbooks.snapshot (event_id, taken_at_ms);

-- A found picture's watermark, and whose page it was on.
create table playbooks.finding (
  finding_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null references playbooks.event,
  code text not null check (char_length(code) between 1 and 16),
  minute int not null check (minute >= 0),
  sign_in_id uuid not null,
  account_name text not null,
  account_login text not null,
  terminal text not null,
  shown_at_ms bigint not null,
  paper_id uuid,
  found_by uuid not null,
  found_by_name text not null,
  found_at_ms bigint not null
);
create index finding_by_event on playbooks.finding (event_id, found_at_ms);

call app.guard('playbooks.event');
call app.guard('playbooks.notice');
call app.guard('playbooks.note');
call app.guard('playbooks.snapshot');
call app.guard('playbooks.finding');
grant usage on schema playbooks to liuhen_app, t_director, t_superior, t_admin, t_auditor;
grant select, insert on playbooks.event, playbooks.notice, playbooks.note, playbooks.snapshot,
  playbooks.finding to liuhen_app;
grant update (cause, measures_taken, conclusion, closed_by, closed_by_name, closed_at_ms, signature)
  on playbooks.event to liuhen_app;
grant update (receipt_how, receipt_by, receipt_number, receipt_at_ms) on playbooks.notice to liuhen_app;

-- Director and administrator handle them, the auditor reads them; the superior's department those it
-- was told of.
create policy readers on playbooks.event for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy told on playbooks.event for select to t_superior
  using (site_id = (select app.site()) and exists (
    select from playbooks.notice n where n.event_id = event.event_id and n.account_id = (select app.uid())));
create policy readers on playbooks.notice for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy told on playbooks.notice for select to t_superior
  using (site_id = (select app.site()) and account_id = (select app.uid()));
create policy with_event on playbooks.note for select
  to t_director, t_superior, t_admin, t_auditor
  using (exists (select from playbooks.event e where e.event_id = note.event_id));
create policy with_event on playbooks.snapshot for select to t_director, t_admin, t_auditor
  using (exists (select from playbooks.event e where e.event_id = snapshot.event_id));
create policy with_event on playbooks.finding for select to t_director, t_admin, t_auditor
  using (exists (select from playbooks.event e where e.event_id = finding.event_id));
grant select on playbooks.event, playbooks.notice, playbooks.note
  to t_director, t_superior, t_admin, t_auditor;
grant select on playbooks.snapshot, playbooks.finding to t_director, t_admin, t_auditor;
