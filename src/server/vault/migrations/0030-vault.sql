create schema vault;

-- Where an occasion's traces lie. Chosen once, before the first byte moves, and never changed; the
-- facts its official names are rendered from are frozen with it.
create table vault.folder (
  occasion_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('lesson', 'watch')),
  partition text not null
    check (partition in ('daily-teaching', 'skills-exam', 'contest', 'external-training', 'operations')),
  path text not null unique,
  collision_key text not null unique,
  names jsonb not null,
  template text not null,
  start_ms bigint not null,
  end_ms bigint not null,
  snapshot jsonb not null,
  chosen_at_ms bigint not null,
  check (kind = 'lesson' or partition = 'operations'),
  check (kind = 'watch' or partition <> 'operations')
);

create table vault.round (
  round_id uuid primary key,
  site_id uuid not null,
  taken_at_ms bigint not null,
  size int not null check (size > 0),
  size_bytes bigint not null check (size_bytes >= 0),
  root bytea not null check (octet_length(root) = 32)
);

-- One kept segment or gap. `name` is its path below its home's folder: the bytes of a segment, the
-- record of a gap; a segment's record lies beside it.
create table vault.object (
  object_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('segment', 'gap')),
  round_id uuid not null references vault.round,
  leaf_index int not null check (leaf_index >= 0),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  home_id uuid not null references vault.folder,
  name text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 bytea check (octet_length(sha256) = 32),
  unique (round_id, leaf_index),
  unique (home_id, name),
  check ((kind = 'segment') = (sha256 is not null))
);

-- The manifest parts an occasion has, or is about to have: one for each round that brought it something.
create table vault.manifest_part (
  occasion_id uuid not null references vault.folder,
  number int not null check (number > 0),
  site_id uuid not null,
  round_id uuid not null references vault.round,
  snapshot jsonb not null,
  written_at_ms bigint,
  primary key (occasion_id, number),
  unique (occasion_id, round_id)
);
create index manifest_part_due on vault.manifest_part (round_id) where written_at_ms is null;

-- Files of the spool that were set aside: not acknowledged, not taken, looked at again when they change.
create table vault.damage (
  file_name text not null,
  size_bytes bigint not null,
  modified_ms bigint not null,
  site_id uuid not null,
  object_id uuid,
  what text not null,
  found_at_ms bigint not null,
  primary key (file_name, size_bytes, modified_ms)
);

create function vault.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'originals are write-once: % of %.% is refused',
    lower(tg_op), tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger write_once before update or delete or truncate on vault.folder
  for each statement execute function vault.refuse_rewriting();
create trigger write_once before update or delete or truncate on vault.round
  for each statement execute function vault.refuse_rewriting();
create trigger write_once before update or delete or truncate on vault.object
  for each statement execute function vault.refuse_rewriting();

grant usage on schema vault to liuhen_app;
grant select, insert on vault.folder, vault.round, vault.object, vault.manifest_part, vault.damage
  to liuhen_app;
grant update (written_at_ms) on vault.manifest_part to liuhen_app;
