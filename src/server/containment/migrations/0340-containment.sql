create schema containment;

-- What cuts a risk off (S0-15): ordered, carried out, and given back by a second person. What stands is
-- asked by every room whose doors it closes.
create table containment.measure (
  measure_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null,
  kind text not null check (kind in
    ('revoke-sign-ins', 'lock-account', 'isolate-camera', 'freeze-exports')),
  -- The order as it was given; what it is about stands beside it to be looked for.
  orders jsonb not null,
  target_id uuid,
  target_name text check (char_length(target_name) <= 200),
  reason text not null check (char_length(reason) between 1 and 2000),
  ordered_by uuid not null,
  ordered_by_name text not null,
  -- Their own sign-ins stay when everybody's end.
  ordered_at_ms bigint not null,
  carried_out_at_ms bigint,
  ended int check (ended >= 0),
  lifted_by uuid,
  lifted_by_name text,
  lifted_at_ms bigint,
  lift_reason text check (char_length(lift_reason) between 1 and 2000),
  check ((lifted_by is null) = (lifted_at_ms is null)),
  check ((lifted_by is null) = (lift_reason is null)),
  -- The second person is another one.
  check (lifted_by is null or lifted_by <> ordered_by)
);
create index measure_by_event on containment.measure (site_id, event_id, ordered_at_ms);
create index measure_standing on containment.measure (site_id, kind) where lifted_at_ms is null;

call app.guard('containment.measure');
grant usage on schema containment to liuhen_app;
grant select, insert on containment.measure to liuhen_app;
grant update (carried_out_at_ms, ended, lifted_by, lifted_by_name, lifted_at_ms, lift_reason)
  on containment.measure to liuhen_app;
