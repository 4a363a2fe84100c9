-- An incident has an owner from its first moment, before anybody has taken it on, and a clock.
do $$
declare
  found text;
begin
  for found in
    select conname from pg_constraint
    where conrelid = 'incidents.incident'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like '%owner_id%acknowledged_at_ms%'
  loop
    execute format('alter table incidents.incident drop constraint %I', found);
  end loop;
end $$;
alter table incidents.incident
  add column assigned text check (assigned in
    ('on-duty', 'delegate', 'first', 'taken-on', 'handed-over')),
  add column respond_due_ms bigint,
  add column handle_due_ms bigint,
  add column reminded_at_ms bigint,
  add column escalated_at_ms bigint,
  add column breached_at_ms bigint,
  add check (acknowledged_at_ms is null or owner_id is not null);
grant update (assigned, respond_due_ms, reminded_at_ms, escalated_at_ms, breached_at_ms)
  on incidents.incident to liuhen_app;
create index incident_by_clock on incidents.incident (site_id, first_seen_ms)
  where settled_at_ms is null and closed_at_ms is null;

-- Who is on duty, who stands in, and the institution's own targets.
create table incidents.duty (
  site_id uuid primary key,
  on_duty_id uuid,
  delegate_id uuid,
  targets jsonb not null,
  changed_at_ms bigint not null
);
call app.guard('incidents.duty');
grant select, insert on incidents.duty to liuhen_app;
grant update (on_duty_id, delegate_id, targets, changed_at_ms) on incidents.duty to liuhen_app;
