-- Tiers as row-level security (S0-9.1). A person's reads run as the database role of the tier (asTier);
-- the house's own work runs as liuhen_app. Policies name both; whoever is not named sees nothing, the
-- owner of the tables included.
create schema app;

-- Who asks, in which house, when: set for one transaction by asTier. Outside of it they are null, and
-- nothing equals null.
create function app.uid() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.uid', true), '')::uuid $$;
create function app.site() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.site', true), '')::uuid $$;
create function app.now_ms() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.now', true), '')::bigint $$;

-- Puts a table behind row-level security with the one policy every table has: the house's own work.
create procedure app.guard(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('drop policy if exists house on %s', guarded);
  execute format('create policy house on %s to liuhen_app using (true) with check (true)', guarded);
end $$;
revoke all on procedure app.guard(regclass) from public;

grant usage on schema app to liuhen_app,
  t_director, t_superior, t_admin, t_manager, t_teacher, t_operator, t_student, t_auditor;

call app.guard('ledger.entry');
call app.guard('ledger.personal');
call app.guard('ledger.pending');
call app.guard('ledger.sequence');
call app.guard('ledger.checkpoint');

-- The trigger that notes an entry for numbering runs as the owner.
create policy numbering on ledger.pending for insert to liuhen_owner with check (true);

-- Director, administrator and auditor read every entry of their house; nobody's tier writes one.
create policy readers on ledger.entry for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy readers on ledger.personal for select to t_director, t_admin, t_auditor
  using (exists (select 1 from ledger.entry e where e.id = entry_id));
create policy readers on ledger.sequence for select to t_director, t_admin, t_auditor
  using (exists (select 1 from ledger.entry e where e.id = entry_id));
create policy readers on ledger.checkpoint for select to t_director, t_admin, t_auditor using (true);
grant usage on schema ledger to t_director, t_admin, t_auditor;
grant select on ledger.entry, ledger.personal, ledger.sequence, ledger.checkpoint
  to t_director, t_admin, t_auditor;
