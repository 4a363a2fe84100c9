create schema copies;

-- Where copies go (C-36). A place that ended keeps its row: what lay there is told by the ledger.
create table copies.target (
  target_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in ('folder', 's3', 'set')),
  name text not null,
  place jsonb not null,
  -- The secret of a bucket, sealed for the site key.
  sealed_secret text,
  lock_days int not null default 0 check (lock_days between 0 and 3650),
  versioned boolean not null,
  locks boolean not null,
  state text not null check (state in ('ready', 'away', 'unreachable', 'refused', 'full', 'ended')),
  state_at_ms bigint not null,
  seen_at_ms bigint,
  free_bytes bigint,
  made_at_ms bigint not null,
  -- Somebody asked for a run outside of the night.
  run_asked_at_ms bigint,
  -- The newest finished list: the next one goes on from it. It moves only when a night is complete.
  chain_seq bigint not null default 0,
  chain_sha256 text check (chain_sha256 ~ '^[0-9a-f]{64}$'),
  -- Lists since the newest full one.
  chain_length int not null default 0,
  check ((kind = 's3') = (sealed_secret is not null)),
  check (lock_days = 0 or locks)
);

-- What there is to copy, from the vault's rounds and the house's other folders. `name` is its name on
-- every target: partition, home, file; never made from outside words.
create table copies.object (
  name text primary key,
  site_id uuid not null,
  class text not null
    check (class in ('footage', 'paper', 'sheet', 'ledger', 'database', 'house')),
  home_id uuid,
  partition text
    check (partition in ('daily-teaching', 'skills-exam', 'contest', 'external-training', 'operations')),
  object_id uuid,
  part text check (part in ('bytes', 'record', 'manifest')),
  -- Below the folder of its class.
  source text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  -- Of the plain bytes; null until they were read for the first time where no row tells it.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  since_ms bigint not null,
  -- Two verified copies: the vault's own, not known to be damaged, and one elsewhere.
  protected boolean not null default false,
  local_damage text check (local_damage in ('missing', 'changed')),
  check ((class = 'footage') = (home_id is not null)),
  check ((home_id is null) = (partition is null)),
  check ((home_id is null) = (part is null))
);
create index object_by_home on copies.object (home_id) where home_id is not null;
create index object_by_partition on copies.object (site_id, partition, protected);
create index object_of_house on copies.object (site_id, class) where home_id is null;
create index object_damaged on copies.object (site_id) where local_damage is not null;

create table copies.copied (
  target_id uuid not null references copies.target,
  name text not null references copies.object,
  site_id uuid not null,
  home_id uuid,
  plain_sha256 text not null check (plain_sha256 ~ '^[0-9a-f]{64}$'),
  sealed_bytes bigint not null,
  sealed_sha256 text not null check (sealed_sha256 ~ '^[0-9a-f]{64}$'),
  copied_at_ms bigint not null,
  seq bigint generated always as identity,
  -- verified: the place itself confirmed the digest, at the copy or at a later reading.
  state text not null
    check (state in ('present', 'verified', 'missing', 'damaged', 'deleted', 'locked')),
  checked_at_ms bigint,
  until_ms bigint,
  primary key (target_id, name)
);
create index copied_in_order on copies.copied (target_id, seq);
create index copied_by_home on copies.copied (home_id) where home_id is not null;
create index copied_by_name on copies.copied (name);
create index copied_wrong on copies.copied (target_id, state) where state in ('missing', 'damaged');

-- What a target lacks. Emptied by copying, so an unchanged night asks nothing of the long tables.
create table copies.pending (
  target_id uuid not null references copies.target,
  name text not null references copies.object,
  site_id uuid not null,
  size_bytes bigint not null,
  attempts int not null default 0,
  primary key (target_id, name)
);
create index pending_in_order on copies.pending (target_id, attempts, name);

-- Which identity's wrapping lies where; `recipient`: the escrow key it was wrapped for.
create table copies.key_copy (
  target_id uuid not null references copies.target,
  key_id text not null,
  site_id uuid not null,
  recipient text not null,
  copied_at_ms bigint not null,
  gone_at_ms bigint,
  primary key (target_id, key_id)
);

-- How far each source of objects was followed.
create table copies.followed (
  site_id uuid not null,
  area text not null,
  mark bigint not null,
  primary key (site_id, area)
);

-- One night at one target. A red night stays red, whatever is copied later.
create table copies.night (
  target_id uuid not null references copies.target,
  date text not null check (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  site_id uuid not null,
  state text not null check (state in ('running', 'complete', 'late', 'failed', 'missed')),
  reason text,
  started_at_ms bigint not null,
  ended_at_ms bigint,
  objects bigint not null default 0,
  size_bytes bigint not null default 0,
  outside boolean not null default false,
  -- The list of this night: up to which copy it reaches, what it digests to, and what it goes on from.
  list_seq bigint,
  list_full boolean,
  list_sha256 text check (list_sha256 ~ '^[0-9a-f]{64}$'),
  previous_sha256 text check (previous_sha256 ~ '^[0-9a-f]{64}$'),
  checkpoint_size bigint,
  primary key (target_id, date)
);
create index night_by_date on copies.night (site_id, date);

create table copies.check_run (
  check_id uuid primary key,
  site_id uuid not null,
  week text not null,
  started_at_ms bigint not null,
  ended_at_ms bigint,
  objects bigint not null default 0,
  size_bytes bigint not null default 0,
  damaged int not null default 0,
  missing int not null default 0,
  findings jsonb not null default '[]',
  trial_home uuid,
  trial_files int,
  trial_bytes bigint,
  trial_wrong int,
  trial_at_ms bigint,
  unique (site_id, week)
);
create table copies.check_item (
  check_id uuid not null references copies.check_run,
  target_id uuid not null,
  name text not null,
  site_id uuid not null,
  primary key (check_id, target_id, name)
);

create table copies.scrub (
  site_id uuid primary key,
  after_id uuid not null,
  round_started_at_ms bigint not null,
  round_objects bigint not null,
  round_bytes bigint not null,
  round_damaged int not null,
  last_round_ended_at_ms bigint,
  last_run_at_ms bigint not null,
  -- The local day whose time was used up, and how much of it.
  day text not null,
  used_ms bigint not null,
  repaired int not null default 0
);

create table copies.setting (
  site_id uuid primary key,
  value jsonb not null
);

-- Homes whose copies are made unreadable: first the identity, then the bytes. Stays for ever.
create table copies.forgetting (
  home_id uuid primary key,
  site_id uuid not null,
  warrant_id uuid not null,
  started_at_ms bigint not null,
  identity_at_ms bigint,
  done_at_ms bigint
);
create table copies.forgetting_target (
  home_id uuid not null references copies.forgetting,
  target_id uuid not null references copies.target,
  site_id uuid not null,
  key_gone boolean not null default false,
  state text not null check (state in ('waiting', 'deleted', 'locked-until')),
  until_ms bigint,
  primary key (home_id, target_id)
);
create index forgetting_at_work on copies.forgetting (site_id) where done_at_ms is null;

call app.guard('copies.target');
call app.guard('copies.object');
call app.guard('copies.copied');
call app.guard('copies.pending');
call app.guard('copies.key_copy');
call app.guard('copies.followed');
call app.guard('copies.night');
call app.guard('copies.check_run');
call app.guard('copies.check_item');
call app.guard('copies.scrub');
call app.guard('copies.setting');
call app.guard('copies.forgetting');
call app.guard('copies.forgetting_target');

grant usage on schema copies to liuhen_app;
grant select, insert on all tables in schema copies to liuhen_app;
grant update (state, state_at_ms, seen_at_ms, free_bytes, run_asked_at_ms, versioned, locks,
  chain_seq, chain_sha256, chain_length)
  on copies.target to liuhen_app;
grant update (size_bytes, sha256, protected, local_damage) on copies.object to liuhen_app;
grant update (plain_sha256, sealed_bytes, sealed_sha256, copied_at_ms, state, checked_at_ms, until_ms,
  seq)
  on copies.copied to liuhen_app;
grant update (attempts), delete on copies.pending to liuhen_app;
grant update (recipient, copied_at_ms, gone_at_ms) on copies.key_copy to liuhen_app;
grant update (mark) on copies.followed to liuhen_app;
grant update (state, reason, started_at_ms, ended_at_ms, objects, size_bytes, outside, list_seq,
  list_full, list_sha256, previous_sha256, checkpoint_size) on copies.night to liuhen_app;
grant update (ended_at_ms, objects, size_bytes, damaged, missing, findings, trial_home, trial_files,
  trial_bytes, trial_wrong, trial_at_ms) on copies.check_run to liuhen_app;
grant delete on copies.check_item to liuhen_app;
grant update on copies.scrub, copies.setting to liuhen_app;
grant update (identity_at_ms, done_at_ms) on copies.forgetting to liuhen_app;
grant update (key_gone, state, until_ms) on copies.forgetting_target to liuhen_app;
