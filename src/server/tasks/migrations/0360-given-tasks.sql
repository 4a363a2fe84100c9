-- A task somebody was given with a deadline of its own: what a self-check found (S0-18.2).
alter table tasks.task add column about text not null default '' check (char_length(about) <= 2000);
alter table tasks.task drop constraint task_every_check;
alter table tasks.task add constraint task_every_check
  check (every in ('day', 'week', 'month', 'quarter', 'year', 'december', 'once'));
alter table tasks.task add constraint task_about_once check ((every = 'once') = (about <> ''));
create index task_unsigned on tasks.task (site_id, due_ms);
