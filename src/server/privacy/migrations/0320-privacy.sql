create schema privacy;

-- A stretch of a room that nobody looks at until the director decides (C-41). Recording goes on.
create table privacy.event (
  event_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  venue_id uuid not null,
  declared_by uuid not null,
  declared_by_name text not null,
  declared_at_ms bigint not null,
  start_ms bigint not null,
  -- The end of what is recorded of the lesson; earlier where somebody ended it.
  end_ms bigint not null check (end_ms > start_ms),
  ended_at_ms bigint
);
create index event_by_venue on privacy.event (site_id, venue_id, start_ms);
create index event_by_lesson on privacy.event (lesson_id);
-- One at a time in a room.
create unique index goes_on_once on privacy.event (lesson_id) where ended_at_ms is null;

-- What the director decided; the newest counts, none is ever changed.
create table privacy.decision (
  decision_id uuid primary key,
  site_id uuid not null,
  event_id uuid not null references privacy.event,
  decision text not null check (decision in ('released', 'kept')),
  kept_until_ms bigint,
  reason text not null check (char_length(reason) between 1 and 2000),
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at_ms bigint not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$'),
  nth bigint generated always as identity,
  check ((decision = 'kept') = (kept_until_ms is not null))
);
create index decision_by_event on privacy.decision (event_id, nth desc);

call app.guard('privacy.event');
call app.guard('privacy.decision');

grant usage on schema privacy to liuhen_app;
grant select, insert on privacy.event, privacy.decision to liuhen_app;
grant update (end_ms, ended_at_ms) on privacy.event to liuhen_app;
