create schema retention;

-- Running numbers of the year (资料编号), drawn in the transaction that enrols.
create table retention.counter (
  site_id uuid not null,
  year int not null,
  last int not null check (last >= 1),
  primary key (site_id, year)
);

-- What is kept account of (留痕资料): one row for each recording, sheet, paper, year's log or device.
-- Until when is not told here: claims are what decides.
create table retention.item (
  item_id uuid primary key,
  site_id uuid not null,
  year int not null,
  number int not null check (number >= 1),
  kind text not null
    check (kind in ('equipment', 'system-data', 'footage', 'operation-log', 'training-ledger')),
  source text not null check (source in ('lesson', 'watch-day', 'camera', 'sheet', 'paper',
    'year-log', 'year-sign-ins', 'year-data', 'year-checks')),
  -- The id of what it is, or the year.
  source_key text not null,
  -- The vault's folder of one occasion; a lesson's or camera-day's id.
  home_id uuid,
  name text not null check (length(name) between 1 and 600),
  place text not null,
  partition text not null
    check (partition in ('daily-teaching', 'skills-exam', 'contest', 'external-training', 'operations')),
  class text not null check (class in ('T3', 'T5', 'P', 'V30', 'AG', 'SI', 'RG', 'CK')),
  state text not null check (state in ('collecting', 'kept', 'held', 'due', 'archived',
    'archived-held', 'in-destruction', 'being-destroyed', 'destroyed')),
  -- What it shows, lead and tail included; the term runs from the end of the local day of ended_ms.
  start_ms bigint not null,
  end_ms bigint not null,
  formed_ms bigint not null,
  ended_ms bigint not null,
  -- Of a recording: labels of its cameras, its bytes and its folder, for the storage register.
  cameras text[] not null,
  size_bytes bigint not null check (size_bytes >= 0),
  path text not null,
  looks int not null default 0,
  uses int not null default 0,
  enrolled_at_ms bigint not null,
  state_at_ms bigint not null,
  -- Number of somebody else's decision on what is paper or a thing (S0-17.3).
  disposal_reference text,
  constraint item_once unique (site_id, source, source_key),
  constraint item_number_once unique (site_id, year, number),
  check (kind <> 'footage' or home_id is not null),
  check (end_ms >= start_ms)
);
create index item_by_home on retention.item (home_id) where home_id is not null;
create index item_by_formed on retention.item (site_id, formed_ms);
create index item_open on retention.item (site_id, state) where state <> 'destroyed';

-- A hold (冻结) keeps without end until the post `first` lifts it with a signature.
create table retention.hold (
  hold_id uuid primary key,
  site_id uuid not null,
  cause text not null
    check (cause in ('accident', 'complaint', 'inspection', 'litigation', 'evidence')),
  reason text not null check (length(reason) between 1 and 2000),
  scope text not null check (scope in ('lesson', 'camera', 'case')),
  -- The lesson; for a case each of its lessons.
  lesson_ids uuid[] not null,
  camera_id uuid,
  camera_label text,
  start_ms bigint,
  end_ms bigint,
  request_id uuid,
  placed_at_ms bigint not null,
  placed_by uuid not null,
  lifted_at_ms bigint,
  lifted_by uuid,
  lift_reason text,
  lift_signature jsonb,
  lift_sha256 text,
  check ((scope = 'camera') = (camera_id is not null)),
  check ((camera_id is null) = (start_ms is null) and (start_ms is null) = (end_ms is null)),
  check (scope = 'camera' or cardinality(lesson_ids) >= 1),
  check (end_ms is null or end_ms > start_ms),
  check ((lifted_at_ms is null) = (lifted_by is null)
    and (lifted_at_ms is null) = (lift_sha256 is null))
);
create index hold_live on retention.hold (site_id) where lifted_at_ms is null;

-- A cooperation agreement with its term in years for named lessons (S0-8.3.4).
create table retention.agreement (
  agreement_id uuid primary key,
  site_id uuid not null,
  partner text not null check (length(partner) between 1 and 120),
  reference text not null,
  years int not null check (years between 1 and 100),
  lesson_ids uuid[] not null check (cardinality(lesson_ids) between 1 and 500),
  recorded_at_ms bigint not null,
  recorded_by uuid not null
);

-- Why something is kept. The longest live claim wins; one without an end keeps for ever.
create table retention.claim (
  claim_id uuid primary key,
  site_id uuid not null,
  item_id uuid not null references retention.item,
  basis text not null check (basis in ('class', 'agreement', 'hold')),
  class text check (class in ('T3', 'T5', 'P', 'V30', 'AG', 'SI', 'RG', 'CK')),
  rule text not null,
  until_ms bigint,
  delete_by_ms bigint,
  hold_id uuid references retention.hold,
  agreement_id uuid references retention.agreement,
  opened_at_ms bigint not null,
  opened_by uuid,
  ended_at_ms bigint,
  ended_by uuid,
  check ((basis = 'class') = (class is not null)),
  check ((basis = 'hold') = (hold_id is not null)),
  check ((basis = 'agreement') = (agreement_id is not null)),
  check (basis <> 'hold' or until_ms is null)
);
create index claim_by_item on retention.claim (item_id);
create unique index claim_class_once on retention.claim (item_id)
  where basis = 'class' and ended_at_ms is null;
create unique index claim_hold_once on retention.claim (item_id, hold_id)
  where hold_id is not null and ended_at_ms is null;
create unique index claim_agreement_once on retention.claim (item_id, agreement_id)
  where agreement_id is not null and ended_at_ms is null;

-- What was once claimed is never made shorter in place: a claim only ends, once.
create function retention.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if old.ended_at_ms is not null
    or (to_jsonb(new) - 'ended_at_ms' - 'ended_by') <> (to_jsonb(old) - 'ended_at_ms' - 'ended_by')
  then
    raise exception 'a claim is only ever ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_ended before update on retention.claim
  for each row execute function retention.refuse_rewriting();

-- Moving to another class or partition; downwards only with the director's signature (S0-8.2).
create table retention.reclassification (
  reclassification_id uuid primary key,
  site_id uuid not null,
  item_id uuid not null references retention.item,
  from_class text not null,
  to_class text not null,
  from_partition text not null,
  to_partition text not null,
  downward boolean not null,
  reason text not null check (length(reason) between 1 and 2000),
  state text not null check (state in ('waiting', 'done', 'rejected')),
  proposed_at_ms bigint not null,
  proposed_by uuid not null,
  decided_at_ms bigint,
  decided_by uuid,
  standing_for uuid,
  opinion text,
  signature jsonb,
  signature_sha256 text,
  check (not downward or state = 'waiting' or signature_sha256 is not null)
);
create unique index reclassification_open on retention.reclassification (item_id)
  where state = 'waiting';

-- Fixed evidence (固定证据): the six fields of F-11, what was locked, and its digest.
create table retention.evidence (
  evidence_id uuid primary key,
  site_id uuid not null,
  hold_id uuid not null unique references retention.hold,
  year int not null,
  number int not null,
  start_ms bigint not null,
  end_ms bigint not null,
  place text not null check (length(place) between 1 and 120),
  what text not null check (length(what) between 1 and 120),
  cameras text[] not null check (cardinality(cameras) >= 1),
  stored_at text not null check (length(stored_at) between 1 and 200),
  keeper_name text not null check (length(keeper_name) between 1 and 120),
  signature jsonb not null,
  signature_sha256 text not null,
  -- SHA-256 over the canonical list of its segments' digests, in order.
  segments_sha256 text not null check (segments_sha256 ~ '^[0-9a-f]{64}$'),
  segments int not null check (segments >= 1),
  size_bytes bigint not null,
  fixed_at_ms bigint not null,
  fixed_by uuid not null,
  reported_at_ms bigint,
  reported_by uuid,
  reported_to text,
  report_remark text,
  check ((reported_at_ms is null) = (reported_to is null)),
  constraint evidence_number_once unique (site_id, year, number)
);

-- How far the ledger was followed.
create table retention.followed (
  site_id uuid primary key,
  index bigint not null,
  -- Folders chosen before this instant are enrolled.
  homes_ms bigint not null
);

grant usage on schema retention to liuhen_app;
grant select, insert, update on retention.counter, retention.followed to liuhen_app;
grant select, insert on retention.item, retention.claim, retention.hold, retention.agreement,
  retention.reclassification, retention.evidence to liuhen_app;
grant update (class, partition, state, state_at_ms, name, cameras, size_bytes, path, start_ms, end_ms,
  ended_ms, looks, uses, disposal_reference) on retention.item to liuhen_app;
grant update (ended_at_ms, ended_by) on retention.claim to liuhen_app;
grant update (lifted_at_ms, lifted_by, lift_reason, lift_signature, lift_sha256)
  on retention.hold to liuhen_app;
grant update (state, decided_at_ms, decided_by, standing_for, opinion, signature, signature_sha256)
  on retention.reclassification to liuhen_app;
grant update (reported_at_ms, reported_by, reported_to, report_remark)
  on retention.evidence to liuhen_app;

call app.guard('retention.counter');
call app.guard('retention.item');
call app.guard('retention.hold');
call app.guard('retention.agreement');
call app.guard('retention.claim');
call app.guard('retention.reclassification');
call app.guard('retention.evidence');
call app.guard('retention.followed');

-- Who decides, works and checks reads every item; everybody else those of the lessons they may know.
-- Where it lies on disk is told to no tier.
create policy everything on retention.item for select to t_director, t_superior, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy known_lessons on retention.item for select to t_teacher, t_manager, t_operator
  using (site_id = (select app.site())
    and exists (select 1 from lessons.lesson l where l.lesson_id = item.home_id));
create policy of_items on retention.claim for select
  to t_director, t_superior, t_admin, t_auditor, t_teacher, t_manager, t_operator
  using (exists (select 1 from retention.item i where i.item_id = claim.item_id));
create policy everything on retention.hold for select to t_director, t_superior, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy everything on retention.agreement for select
  to t_director, t_superior, t_admin, t_auditor using (site_id = (select app.site()));
create policy everything on retention.reclassification for select
  to t_director, t_superior, t_admin, t_auditor using (site_id = (select app.site()));
create policy everything on retention.evidence for select
  to t_director, t_superior, t_admin, t_auditor using (site_id = (select app.site()));
grant usage on schema retention
  to t_director, t_superior, t_admin, t_auditor, t_teacher, t_manager, t_operator;
grant select (item_id, site_id, year, number, kind, source, source_key, home_id, name, place,
    partition, class, state, start_ms, end_ms, formed_ms, ended_ms, cameras, size_bytes, looks, uses,
    enrolled_at_ms, state_at_ms, disposal_reference) on retention.item
  to t_director, t_superior, t_admin, t_auditor, t_teacher, t_manager, t_operator;
grant select on retention.claim
  to t_director, t_superior, t_admin, t_auditor, t_teacher, t_manager, t_operator;
grant select on retention.hold, retention.agreement, retention.reclassification, retention.evidence
  to t_director, t_superior, t_admin, t_auditor;
