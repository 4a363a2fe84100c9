create schema tasks;

-- A duty of one period: it comes by itself, stays for ever, and is signed or was not.
create table tasks.task (
  task_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  every text not null check (every in ('day', 'week', 'month', 'quarter', 'year', 'december')),
  role text not null,
  rule text not null,
  period text not null check (char_length(period) between 4 and 10),
  from_ms bigint not null,
  due_ms bigint not null check (due_ms > from_ms),
  opened_at_ms bigint not null,
  reminded_at_ms bigint,
  missed_at_ms bigint,
  unique (site_id, kind, period)
);
create index task_by_time on tasks.task (site_id, from_ms, due_ms);

-- Signed once: no update, no second row, no other day than that of the signing.
create table tasks.signing (
  task_id uuid primary key references tasks.task,
  site_id uuid not null,
  account_id uuid not null,
  name text not null,
  signed_at_ms bigint not null,
  late boolean not null,
  result text not null check (result in ('ok', 'problem')),
  remark text not null check (char_length(remark) <= 2000),
  facts jsonb not null,
  filled jsonb not null,
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);
create index signing_by_account on tasks.signing (account_id, signed_at_ms);

call app.guard('tasks.task');
call app.guard('tasks.signing');
grant usage on schema tasks to liuhen_app, t_director, t_admin, t_auditor;
grant select, insert on tasks.task, tasks.signing to liuhen_app;
grant update (reminded_at_ms, missed_at_ms) on tasks.task to liuhen_app;

create policy readers on tasks.task for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on tasks.signing for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
grant select on tasks.task, tasks.signing to t_director, t_admin, t_auditor;
