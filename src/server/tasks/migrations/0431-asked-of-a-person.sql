-- A task one person was given about one thing: it ends by itself when what is missing is there (S0-5.2.4).
alter table tasks.task
  add column account_id uuid,
  add column subject_id uuid,
  add column settled_at_ms bigint,
  add constraint task_of_person check ((account_id is null) = (subject_id is null)),
  add constraint task_settled_person check (settled_at_ms is null or account_id is not null),
  drop constraint task_period_check,
  add constraint task_period_check check (char_length(period) between 4 and 20);
create unique index task_open_once on tasks.task (site_id, kind, subject_id)
  where subject_id is not null and settled_at_ms is null;
grant update (settled_at_ms) on tasks.task to liuhen_app;

-- Who plans but keeps no house sees what was asked of him, and nothing else.
create policy own on tasks.task for select to t_manager
  using (site_id = (select app.site()) and account_id = (select app.uid()));
create policy own on tasks.signing for select to t_manager
  using (site_id = (select app.site()) and account_id = (select app.uid()));
grant usage on schema tasks to t_manager;
grant select on tasks.task, tasks.signing to t_manager;
