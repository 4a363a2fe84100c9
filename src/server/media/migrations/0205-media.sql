create schema media;

-- Media a copy may leave the house on (S3-Q4, S0-14.3). The row is where a medium is now; its chain is media.link.
create table media.medium (
  medium_id uuid primary key,
  site_id uuid not null,
  label text not null,
  kind text not null check (kind in ('usb-stick', 'hard-disk', 'disc', 'memory-card', 'other')),
  maker_serial text not null,
  -- As it is compared: one medium however its serial was typed.
  serial_key text not null,
  secrecy text not null check (secrecy in ('unclassified', 'internal', 'secret', 'confidential')),
  custodian text not null,
  state text not null
    check (state in ('in-store', 'issued', 'handed-over', 'returned', 'destroyed', 'lost')),
  request_id uuid,
  request_serial text,
  holder text,
  -- The case it was handed over for waits for it.
  owed boolean not null,
  links int not null check (links > 0),
  registered_at_ms bigint not null,
  moved_at_ms bigint not null,
  unique (site_id, serial_key),
  check ((state in ('issued', 'handed-over')) <= (request_id is not null)),
  check (owed <= (state in ('handed-over', 'lost')))
);
create index medium_by_request on media.medium (request_id) where request_id is not null;

-- One signed link of the chain; never changed.
create table media.link (
  medium_id uuid not null references media.medium,
  number int not null check (number > 0),
  site_id uuid not null,
  move text not null,
  state text not null,
  at_ms bigint not null,
  account_id uuid not null,
  name text not null,
  request_id uuid,
  request_serial text,
  holder text,
  note text not null,
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$'),
  primary key (medium_id, number)
);

call app.guard('media.medium');
call app.guard('media.link');

-- Those who hand media out, and those who check it.
create policy handlers on media.medium for select to t_director, t_admin, t_operator, t_auditor
  using (site_id = (select app.site()));
create policy handlers on media.link for select to t_director, t_admin, t_operator, t_auditor
  using (site_id = (select app.site()));

grant usage on schema media to liuhen_app, t_director, t_admin, t_operator, t_auditor;
grant select on media.medium, media.link to t_director, t_admin, t_operator, t_auditor;
grant select, insert on media.medium, media.link to liuhen_app;
grant update (state, request_id, request_serial, holder, owed, links, moved_at_ms) on media.medium
  to liuhen_app;
