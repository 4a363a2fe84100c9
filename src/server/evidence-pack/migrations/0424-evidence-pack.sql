create schema evidence_pack;

-- One evidence pack of a period; its bytes lie in packs/<pack_id>/ until their term is over.
create table evidence_pack.pack (
  pack_id uuid primary key,
  site_id uuid not null,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  reason text not null check (length(reason) between 1 and 2000),
  -- Who asked: what goes in is read with this person's rights.
  account_id uuid not null,
  sign_in_id uuid not null,
  asked_by text not null,
  role text not null check (role in ('director', 'admin', 'auditor')),
  asked_at_ms bigint not null,
  state text not null
    check (state in ('queued', 'gathering', 'drawn', 'ready', 'failed', 'removed')),
  failure text,
  attempts int not null default 0,
  done_steps int not null default 0,
  lessons int not null,
  entries int not null,
  file_name text,
  size_bytes bigint,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  ready_at_ms bigint,
  removed_at_ms bigint,
  taken int not null default 0,
  check ((state = 'failed') = (failure is not null)),
  check (state not in ('ready', 'removed') or sha256 is not null)
);
create index pack_at_work on evidence_pack.pack (asked_at_ms)
  where state in ('queued', 'gathering', 'drawn');
create index pack_by_ask on evidence_pack.pack (site_id, asked_at_ms desc);

call app.guard('evidence_pack.pack');

create policy readers on evidence_pack.pack for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));

grant usage on schema evidence_pack to liuhen_app, t_director, t_admin, t_auditor;
grant select on evidence_pack.pack to t_director, t_admin, t_auditor;
grant select, insert on evidence_pack.pack to liuhen_app;
grant update (state, failure, attempts, done_steps, file_name, size_bytes, sha256, ready_at_ms,
  removed_at_ms, taken) on evidence_pack.pack to liuhen_app;
