create schema maintenance;

-- A device as its file names it: a camera of the house, or another device (S0-5.4.1).
create table maintenance.device (
  device_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('camera', 'recorder', 'disk', 'other')),
  camera_id uuid,
  name text not null check (length(name) between 1 and 120),
  number text not null check (length(number) between 1 and 120),
  number_key text not null,
  accepted_on text check (accepted_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  unique (site_id, kind, number_key),
  check ((kind = 'camera') = (camera_id is not null))
);
create unique index device_of_camera on maintenance.device (camera_id) where camera_id is not null;

-- A ticket: what was wrong or to be done, and what was done about it, signed.
create table maintenance.ticket (
  ticket_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('inspection', 'upgrade', 'tuning', 'parts', 'repair')),
  device_id uuid not null references maintenance.device,
  incident_id uuid,
  fault text not null check (length(fault) between 1 and 2000),
  before text not null check (length(before) <= 2000),
  opened_by uuid not null,
  opened_name text not null,
  opened_at_ms bigint not null,
  result jsonb,
  closed_by uuid,
  closed_name text,
  closed_at_ms bigint,
  signature jsonb,
  signature_sha256 text check (signature_sha256 ~ '^[0-9a-f]{64}$'),
  check ((closed_at_ms is null) = (result is null)),
  check ((closed_at_ms is null) = (closed_by is null)),
  check ((closed_at_ms is null) = (signature_sha256 is null))
);
create index ticket_by_time on maintenance.ticket (site_id, opened_at_ms desc);
create index ticket_of_device on maintenance.ticket (device_id, opened_at_ms desc);

-- How each stream of a camera last was. A reading, not evidence: a change of it is.
create table maintenance.looks (
  site_id uuid not null,
  camera_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  looks jsonb not null,
  seen_at_ms bigint not null,
  primary key (site_id, camera_id, stream)
);

create table maintenance.change (
  change_id uuid primary key,
  site_id uuid not null,
  device_id uuid not null references maintenance.device,
  stream text not null,
  fields jsonb not null,
  ticket_id uuid references maintenance.ticket,
  seen_at_ms bigint not null
);
create index change_of_device on maintenance.change (device_id, seen_at_ms desc);

-- What was plugged into a host or out of it (S0-14.3); each sighting once, however often it is imported.
create table maintenance.usb_event (
  event_id uuid primary key,
  site_id uuid not null,
  host text not null check (length(host) between 1 and 64),
  at_ms bigint not null,
  action text not null check (action in ('attached', 'detached')),
  class text not null check (class in ('storage', 'input', 'other')),
  vendor_id text not null check (vendor_id ~ '^[0-9a-f]{4}$'),
  product_id text not null check (product_id ~ '^[0-9a-f]{4}$'),
  serial text not null check (length(serial) <= 64),
  name text not null check (length(name) <= 120),
  medium_id uuid,
  incident_id uuid,
  way text not null check (way in ('watched', 'imported')),
  unique (site_id, host, at_ms, action, vendor_id, product_id, serial)
);
create index usb_event_by_time on maintenance.usb_event (site_id, at_ms desc);

call app.guard('maintenance.device');
call app.guard('maintenance.ticket');
call app.guard('maintenance.looks');
call app.guard('maintenance.change');
call app.guard('maintenance.usb_event');

grant usage on schema maintenance to liuhen_app, t_director, t_admin, t_manager, t_operator, t_auditor;
grant select, insert on maintenance.device, maintenance.ticket, maintenance.looks, maintenance.change,
  maintenance.usb_event to liuhen_app;
grant update (accepted_on, name, number) on maintenance.device to liuhen_app;
grant update (result, closed_by, closed_name, closed_at_ms, signature, signature_sha256)
  on maintenance.ticket to liuhen_app;
grant update (looks, seen_at_ms) on maintenance.looks to liuhen_app;
grant update (incident_id) on maintenance.usb_event to liuhen_app;

create policy everybody on maintenance.device for select
  to t_director, t_admin, t_manager, t_operator, t_auditor using (site_id = (select app.site()));
create policy everybody on maintenance.ticket for select
  to t_director, t_admin, t_manager, t_operator, t_auditor using (site_id = (select app.site()));
create policy everybody on maintenance.change for select
  to t_director, t_admin, t_manager, t_operator, t_auditor using (site_id = (select app.site()));
create policy everybody on maintenance.usb_event for select
  to t_director, t_admin, t_manager, t_operator, t_auditor using (site_id = (select app.site()));
grant select on maintenance.device, maintenance.ticket, maintenance.change, maintenance.usb_event
  to t_director, t_admin, t_manager, t_operator, t_auditor;
