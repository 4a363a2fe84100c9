create schema catalogue;

-- What was recorded when. A row repeats its sealed record in the vault and can be made again from it.
create table catalogue.segment (
  segment_id uuid primary key,
  site_id uuid not null,
  camera_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  run_id uuid not null,
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  size_bytes bigint not null
);
create index segment_by_time on catalogue.segment (camera_id, stream, start_ms);

create table catalogue.segment_occasion (
  occasion_id uuid not null,
  segment_id uuid not null references catalogue.segment,
  number int not null check (number > 0),
  primary key (occasion_id, segment_id)
);
create index segment_occasion_by_segment on catalogue.segment_occasion (segment_id);

create table catalogue.gap (
  gap_id uuid primary key,
  site_id uuid not null,
  camera_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  cause text not null,
  facts jsonb not null
);
create index gap_by_time on catalogue.gap (camera_id, stream, start_ms);

create table catalogue.gap_occasion (
  occasion_id uuid not null,
  gap_id uuid not null references catalogue.gap,
  primary key (occasion_id, gap_id)
);

-- One row per occasion and stream: what the plan asked for, and what the newest segment looks like.
create table catalogue.line (
  occasion_id uuid not null,
  camera_id uuid not null,
  stream text not null check (stream in ('main', 'sub')),
  site_id uuid not null,
  label text not null,
  asked_start_ms bigint,
  asked_end_ms bigint,
  tracks jsonb not null,
  tracks_at_ms bigint not null,
  primary key (occasion_id, camera_id, stream)
);

-- Coverage, run-length: segments that touch are one run, so a line costs its gaps and not its hours.
create table catalogue.run (
  occasion_id uuid not null,
  camera_id uuid not null,
  stream text not null,
  site_id uuid not null,
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  primary key (occasion_id, camera_id, stream, start_ms)
);
create index run_by_camera on catalogue.run (camera_id, stream, start_ms);

grant usage on schema catalogue to liuhen_app;
grant select, insert on catalogue.segment, catalogue.segment_occasion, catalogue.gap, catalogue.gap_occasion
  to liuhen_app;
-- Derived from the rows above, and changed as they come.
grant select, insert, update on catalogue.line to liuhen_app;
grant select, insert, update, delete on catalogue.run to liuhen_app;
