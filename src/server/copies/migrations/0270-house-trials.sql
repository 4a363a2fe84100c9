-- Trial restores of the whole house: one row each, also for those that came to nothing.
create table copies.house_trial (
  trial_id uuid primary key,
  site_id uuid not null,
  week text not null,
  target_id uuid not null references copies.target,
  started_at_ms bigint not null,
  ended_at_ms bigint,
  result text not null default 'running' check (result in ('running', 'sound', 'failed')),
  reasons jsonb not null default '[]',
  report jsonb,
  check ((result = 'running') = (ended_at_ms is null))
);
create index house_trial_by_start on copies.house_trial (site_id, started_at_ms);
call app.guard('copies.house_trial');
grant select, insert on copies.house_trial to liuhen_app;
grant update (ended_at_ms, result, reasons, report) on copies.house_trial to liuhen_app;
