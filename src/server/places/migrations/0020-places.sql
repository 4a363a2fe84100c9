create schema places;

-- What an institution decides on the screen. No row yet means the defaults of the configuration.
create table places.site (
  site_id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  profile text not null,
  lead_ms bigint not null check (lead_ms between 0 and 7200000),
  tail_ms bigint not null check (tail_ms between 0 and 7200000),
  -- CIDR networks a camera may lie in; checked when saved and again before every connection.
  networks text[] not null
);

create table places.venue (
  venue_id uuid primary key,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  area text not null,
  state text not null check (state in ('open', 'closed')),
  created_at_ms bigint not null,
  constraint venue_name_once unique (site_id, name)
);

create table places.station (
  station_id uuid primary key,
  site_id uuid not null,
  venue_id uuid not null references places.venue,
  name text not null check (length(name) between 1 and 120),
  number int not null check (number between 1 and 999),
  constraint station_number_once unique (venue_id, number),
  constraint station_of_venue unique (station_id, venue_id)
);

create table places.camera (
  camera_id uuid primary key,
  site_id uuid not null,
  -- Part of file names (`C03`): unique in its site, never given again, retired or not.
  label_number int not null check (label_number between 1 and 9999),
  name text not null check (length(name) between 1 and 120),
  venue_id uuid not null references places.venue,
  station_id uuid,
  coverage text[] not null check (cardinality(coverage) between 1 and 4),
  mode text not null check (mode in ('lessons', 'continuous')),
  state text not null check (state in ('active', 'retired')),
  created_at_ms bigint not null,
  constraint camera_label_once unique (site_id, label_number),
  foreign key (station_id, venue_id) references places.station (station_id, venue_id)
);
create unique index camera_name_once on places.camera (site_id, name) where state = 'active';
create index camera_by_venue on places.camera (venue_id);

create table places.camera_stream (
  camera_id uuid not null references places.camera,
  site_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  scheme text not null check (scheme in ('rtsp', 'rtsps')),
  host text not null,
  port int not null check (port between 1 and 65535),
  path text not null,
  transport text not null check (transport in ('auto', 'tcp', 'udp')),
  user_name text not null,
  -- Sealed to camera and stream by the site key; opened only where the connection is made.
  sealed_secret text,
  secret_set_at_ms bigint,
  primary key (camera_id, stream)
);

-- Codec last seen at a source by a connection test: a cache, evidence is in camera.tested@1.
create table places.seen_codec (
  site_id uuid not null,
  host text not null,
  port int not null,
  path text not null,
  codec text not null,
  seen_at_ms bigint not null,
  primary key (site_id, host, port, path)
);

-- One local day of a 24-hour camera: the occasion its segments belong to.
create table places.watch_day (
  watch_id uuid primary key,
  site_id uuid not null,
  camera_id uuid not null references places.camera,
  venue_id uuid not null references places.venue,
  day text not null check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  constraint watch_day_once unique (camera_id, day)
);

-- The plan last committed; the file is written after the commit and again if it is found stale.
create table places.plan (
  site_id uuid primary key,
  serial int not null check (serial >= 1),
  sha256 text not null,
  written_at_ms bigint not null
);

grant usage on schema places to liuhen_app;
grant select, insert, update on
  places.site, places.venue, places.camera, places.seen_codec, places.plan to liuhen_app;
grant select, insert on places.station, places.watch_day to liuhen_app;
-- The address of a camera is no evidence by itself: each change of it is an entry with before and after.
grant select, insert, update, delete on places.camera_stream to liuhen_app;
