create schema export;

-- One copy made for one granted case; its bytes lie in exports/<export_id>/ until they are due to go.
create table export.copy (
  export_id uuid primary key,
  site_id uuid not null,
  request_id uuid not null,
  serial text not null,
  operation text not null,
  form text not null check (form in ('clip', 'package')),
  cut text not null check (cut in ('key-frames', 'exact')),
  joined boolean not null,
  lesson_ids uuid[] not null check (cardinality(lesson_ids) between 1 and 20),
  camera_ids uuid[] not null,
  start_ms bigint,
  end_ms bigint check (end_ms > start_ms),
  unit text not null,
  purpose text,
  requester text not null,
  return_due_ms bigint,
  -- The case as it stood when the copy was ordered, canonical JSON.
  request_text text not null,
  protection text not null check (protection in ('passphrase', 'recipient', 'none')),
  recipient text,
  -- Sealed for the site key, only until the copy is made.
  sealed_passphrase text,
  account_id uuid not null,
  started_by text not null,
  started_at_ms bigint not null,
  state text not null check (state in ('queued', 'building', 'ready', 'failed', 'removed')),
  failure text,
  attempts int not null default 0,
  done_bytes bigint not null default 0,
  total_bytes bigint not null,
  file_name text,
  size_bytes bigint,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  ready_at_ms bigint,
  taken int not null default 0,
  removed_at_ms bigint,
  check ((start_ms is null) = (end_ms is null)),
  check ((state = 'failed') = (failure is not null)),
  check (state not in ('ready', 'removed') or sha256 is not null)
);
create index copy_by_request on export.copy (request_id);
create index copy_at_work on export.copy (started_at_ms) where state in ('queued', 'building');
create index copy_by_start on export.copy (site_id, started_at_ms desc);

-- What a copy was made of (S0-12.2a): originals stay what they are, a new recording names its parents.
create table export.derivation (
  export_id uuid not null references export.copy,
  site_id uuid not null,
  name text not null,
  segment_id uuid not null,
  -- Of the original, measured before and after.
  parent_sha256 text not null check (parent_sha256 ~ '^[0-9a-f]{64}$'),
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  primary key (export_id, name, segment_id)
);
create index derivation_by_segment on export.derivation (segment_id);

alter table export.copy enable row level security;
alter table export.copy force row level security;
create policy house on export.copy to liuhen_app using (true) with check (true);
alter table export.derivation enable row level security;
alter table export.derivation force row level security;
create policy house on export.derivation to liuhen_app using (true) with check (true);

grant usage on schema export to liuhen_app;
grant select, insert on export.copy, export.derivation to liuhen_app;
grant update (state, failure, attempts, done_bytes, total_bytes, sealed_passphrase, file_name, size_bytes,
  sha256, ready_at_ms, taken, removed_at_ms) on export.copy to liuhen_app;
