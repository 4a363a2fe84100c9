create schema access;

-- One opened viewing: who, which lesson, by which right, for which purpose, under which sign-in.
create table access.viewing (
  viewing_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null,
  account_id uuid not null,
  sign_in_id uuid not null,
  right_name text not null check (right_name in ('own-lesson', 'own-area', 'purpose')),
  purpose text not null,
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  opened_at_ms bigint not null,
  expires_at_ms bigint not null,
  closed_at_ms bigint,
  exit text check (exit in ('closed', 'sign-out', 'gone', 'expired')),
  check ((closed_at_ms is null) = (exit is null))
);
create index viewing_by_lesson on access.viewing (lesson_id, opened_at_ms desc);
create index viewing_open on access.viewing (viewing_id) where closed_at_ms is null;

-- What was seen: as reported by the page, and as handed out by the house.
create table access.seen (
  viewing_id uuid not null references access.viewing,
  site_id uuid not null,
  told_by text not null check (told_by in ('page', 'house')),
  camera_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  noted_at_ms bigint not null
);
create index seen_by_viewing on access.seen (viewing_id);

grant usage on schema access to liuhen_app;
grant select, insert on access.viewing, access.seen to liuhen_app;
grant update (closed_at_ms, exit) on access.viewing to liuhen_app;
