create schema ledger;

-- The entry: `leaf` is the exact canonical text that is hashed. `position` is the order of
-- insertion, which is not the order of commit; the order of evidence is ledger.sequence.
create table ledger.entry (
  id uuid primary key,
  position bigint generated always as identity unique,
  site_id uuid not null,
  kind text not null check (length(kind) between 3 and 64),
  at_ms bigint not null check (at_ms >= 0),
  subject_type text not null,
  subject_id uuid not null,
  leaf text not null check (octet_length(leaf) <= 65535)
);
create index entry_by_kind on ledger.entry (kind, position);
create index entry_by_subject on ledger.entry (subject_id, position);
create index entry_by_time on ledger.entry (at_ms);

-- Personal texts behind the salted digests of the leaf; the only part that may be erased one day.
create table ledger.personal (
  entry_id uuid not null references ledger.entry,
  field text not null check (length(field) between 1 and 32),
  salt bytea not null check (octet_length(salt) = 16),
  text text not null,
  primary key (entry_id, field)
);

-- Committed entries that have no number yet. Filled by a trigger, so that no entry can be missed,
-- in whatever order transactions commit; emptied in the transaction that numbers them.
create table ledger.pending (
  position bigint primary key,
  entry_id uuid not null
);

create table ledger.sequence (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32)
);

-- Every checkpoint ever signed. The row is durable before anybody may see the note.
create table ledger.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at_ms bigint not null
);

create function ledger.await_number() returns trigger language plpgsql
security definer set search_path = pg_catalog as $$
begin
  insert into ledger.pending (position, entry_id) values (new.position, new.id);
  return null;
end $$;
create trigger await_number after insert on ledger.entry
  for each row execute function ledger.await_number();

-- Nobody rewrites what was entered, the owner of the tables included.
create function ledger.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % of %.% is refused',
    lower(tg_op), tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse_rewriting();
create trigger append_only before update or delete or truncate on ledger.sequence
  for each statement execute function ledger.refuse_rewriting();
create trigger append_only before update or delete or truncate on ledger.checkpoint
  for each statement execute function ledger.refuse_rewriting();
create trigger unchanged before update or truncate on ledger.personal
  for each statement execute function ledger.refuse_rewriting();

grant usage on schema ledger to liuhen_app;
grant select, insert on ledger.entry, ledger.personal, ledger.sequence, ledger.checkpoint
  to liuhen_app;
grant select, delete on ledger.pending to liuhen_app;
