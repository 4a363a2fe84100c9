create schema attendance;

-- Somebody whose presence in a lesson is noted: by account, or by the name on the roster. The name goes
-- with the names of the lesson (C-28); without an account nothing then leads to a person.
create table attendance.attendee (
  attendee_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  account_id uuid,
  name text not null check (length(name) <= 120)
);
create unique index attendee_by_account on attendance.attendee (lesson_id, account_id)
  where account_id is not null;
create unique index attendee_by_name on attendance.attendee (lesson_id, name)
  where account_id is null and name <> '';
create index attendee_of_account on attendance.attendee (account_id) where account_id is not null;

-- Everything that was noted, in the order in which it was; a correction is a mark of its own.
create table attendance.mark (
  mark_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  attendee_id uuid not null references attendance.attendee,
  kind text not null check (kind in ('in', 'out', 'leave', 'absent')),
  verdict text not null check (verdict in ('valid', 'late', 'repeated', 'outside', 'void')),
  way text not null check (way in ('phone', 'kiosk', 'teacher', 'house')),
  at_ms bigint not null,
  terminal text not null check (length(terminal) <= 200),
  by_account uuid,
  kiosk_id uuid,
  -- May tell of an illness: goes with the names.
  reason text not null check (length(reason) <= 120),
  corrects_id uuid references attendance.mark,
  -- In which order they were made: two may bear the same millisecond.
  nth bigint generated always as identity,
  check (verdict <> 'void' or corrects_id is not null),
  check (verdict <> 'late' or kind = 'in')
);
create index mark_by_lesson on attendance.mark (lesson_id, at_ms);
create index mark_by_attendee on attendance.mark (attendee_id);
-- Of many who try at once, one counts (S2-N 三3).
create unique index counted_once on attendance.mark (attendee_id, kind)
  where corrects_id is null and verdict in ('valid', 'late');
create unique index corrected_once on attendance.mark (corrects_id) where corrects_id is not null;

-- What is set for one lesson, and that its list was closed and its record found complete.
create table attendance.sheet (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  grace_minutes int not null check (grace_minutes between 0 and 60),
  closed_at_ms bigint,
  completed_at_ms bigint,
  completed_by uuid
);

-- The key doors prove themselves with, sealed.
create table attendance.door_key (
  site_id uuid primary key,
  sealed text not null
);

-- A device at the door of a venue. It keeps a token, the house the token's digest.
create table attendance.kiosk (
  kiosk_id uuid primary key,
  site_id uuid not null,
  venue_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  registered_by uuid not null,
  registered_at_ms bigint not null,
  code_hash text,
  code_until_ms bigint not null,
  token_hash text unique,
  entered_at_ms bigint,
  closed_at_ms bigint
);

call app.guard('attendance.attendee');
call app.guard('attendance.mark');
call app.guard('attendance.sheet');
call app.guard('attendance.door_key');
call app.guard('attendance.kiosk');

grant usage on schema attendance to liuhen_app;
grant select, insert on attendance.attendee, attendance.mark, attendance.door_key to liuhen_app;
grant update (name) on attendance.attendee to liuhen_app;
grant update (reason) on attendance.mark to liuhen_app;
grant select, insert, update on attendance.sheet, attendance.kiosk to liuhen_app;
