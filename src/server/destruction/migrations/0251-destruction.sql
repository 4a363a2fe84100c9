create schema destruction;

-- Running numbers of F-21: one row per site and year, counted inside the listing's own transaction.
create table destruction.serial (
  site_id uuid not null,
  year int not null check (year between 2000 and 9999),
  last int not null check (last >= 0),
  primary key (site_id, year)
);

create table destruction.case (
  case_id uuid primary key,
  site_id uuid not null,
  year int not null,
  number int not null check (number >= 1),
  state text not null check (state in ('listed', 'cooling', 'submitted', 'approved', 'witnessed',
    'executing', 'waiting-lock', 'verified', 'finished', 'rejected', 'withdrawn')),
  -- Rises when a case drops back: signatures of an earlier turn stay and count no more.
  turn int not null default 1 check (turn >= 1),
  listed_by uuid not null,
  listed_by_name text not null,
  listed_at_ms bigint not null,
  cool_until_ms bigint,
  ledger_check text,
  no_further_use text,
  place text,
  form_sha256 text check (form_sha256 ~ '^[0-9a-f]{64}$'),
  submitted_at_ms bigint,
  decision text check (decision in ('agreed', 'disagreed')),
  decided_by uuid,
  decided_for uuid,
  decided_for_name text,
  opinion text,
  decided_at_ms bigint,
  reason text,
  executed_by uuid,
  executed_by_name text,
  executed_at_ms bigint,
  locked_until_ms bigint,
  verified_at_ms bigint,
  certificate_sha256 text check (certificate_sha256 ~ '^[0-9a-f]{64}$'),
  sheet_id uuid,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  ended_at_ms bigint,
  constraint serial_once unique (site_id, year, number),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at_ms is null)),
  check (executed_at_ms is null or (decision = 'agreed' and executed_by <> decided_by)),
  -- Nobody approves what they filed (S0-4.1a), whatever the program does.
  check (decided_by is null or decided_by <> listed_by),
  check (state <> 'finished' or (verified_at_ms is not null and certificate_sha256 is not null))
);
create index case_by_time on destruction.case (site_id, listed_at_ms desc);
create index case_at_work on destruction.case (site_id, state)
  where state not in ('finished', 'rejected', 'withdrawn');

create table destruction.item (
  case_id uuid not null references destruction.case,
  item_id uuid not null,
  site_id uuid not null,
  position int not null,
  home_id uuid,
  item_number text not null,
  name text not null,
  partition text not null,
  class text not null check (class <> 'P'),
  formed_ms bigint not null,
  min_until_ms bigint,
  objects int not null check (objects >= 0),
  size_bytes bigint not null check (size_bytes >= 0),
  list_sha256 text check (list_sha256 ~ '^[0-9a-f]{64}$'),
  step text not null check (step in ('waiting', 'keys-destroyed', 'bytes-erased', 'copies-purged',
    'traces-removed', 'checked')),
  copies jsonb not null,
  personal_erased int not null default 0,
  primary key (case_id, item_id)
);
create index item_in_cases on destruction.item (item_id);

-- Each signature whole and for ever, with where its hand stood.
create table destruction.signing (
  signing_id uuid primary key,
  site_id uuid not null,
  case_id uuid not null references destruction.case,
  turn int not null,
  act text not null check (act in ('submit', 'decide', 'witness-1', 'witness-2', 'result-1',
    'result-2', 'result-administrator')),
  account_id uuid not null,
  name text not null,
  standing_for_name text,
  -- The sign-in at whose page it was given, and its device and address.
  sign_in_id uuid not null,
  terminal text not null,
  address text not null,
  strokes jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  signed_at_ms bigint not null,
  -- Witnesses that came too late sign anew: what they gave before stays beside it.
  lapsed_at_ms bigint
);
create unique index signed_once on destruction.signing (case_id, turn, act) where lapsed_at_ms is null;
-- Two witnesses are two persons (N-18).
create unique index witness_once on destruction.signing (case_id, turn, account_id)
  where lapsed_at_ms is null and act in ('witness-1', 'witness-2');

create table destruction.standing_order (
  order_id uuid primary key,
  site_id uuid not null,
  from_ms bigint not null,
  until_ms bigint not null check (until_ms > from_ms and until_ms - from_ms <= 366 * 86400000::bigint),
  signed_by uuid not null,
  signed_by_name text not null,
  standing_for_name text,
  strokes jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  signed_at_ms bigint not null,
  ended_at_ms bigint,
  end_reason text
);

-- Each camera's day that was overwritten by the standing order, and the weeks that were entered.
create table destruction.overwritten (
  home_id uuid primary key,
  site_id uuid not null,
  order_id uuid not null references destruction.standing_order,
  item_id uuid not null,
  camera_id uuid not null,
  day_ms bigint not null,
  objects int not null,
  size_bytes bigint not null,
  begun_at_ms bigint not null,
  ended_at_ms bigint
);
create index overwritten_by_time on destruction.overwritten (site_id, ended_at_ms);
create table destruction.week (
  site_id uuid not null,
  from_ms bigint not null,
  until_ms bigint not null check (until_ms > from_ms),
  cameras jsonb not null,
  closed_at_ms bigint not null,
  primary key (site_id, from_ms)
);

call app.guard('destruction.serial');
call app.guard('destruction.case');
call app.guard('destruction.item');
call app.guard('destruction.signing');
call app.guard('destruction.standing_order');
call app.guard('destruction.overwritten');
call app.guard('destruction.week');

grant usage on schema destruction to liuhen_app;
grant select, insert, update on destruction.serial to liuhen_app;
grant select, insert on destruction.case, destruction.item, destruction.signing,
  destruction.standing_order, destruction.overwritten, destruction.week
  to liuhen_app;
grant update (state, turn, cool_until_ms, ledger_check, no_further_use, place, form_sha256,
  submitted_at_ms, decision, decided_by, decided_for, decided_for_name, opinion, decided_at_ms, reason,
  executed_by, executed_by_name, executed_at_ms, locked_until_ms, verified_at_ms, certificate_sha256,
  sheet_id, file_sha256, ended_at_ms) on destruction.case to liuhen_app;
grant update (step, copies, personal_erased, objects, size_bytes, list_sha256) on destruction.item
  to liuhen_app;
-- A list is composed anew until it cools; the policy below bounds it to that.
grant delete on destruction.item to liuhen_app;
grant update (lapsed_at_ms) on destruction.signing to liuhen_app;
grant update (ended_at_ms, end_reason) on destruction.standing_order to liuhen_app;
grant update (ended_at_ms) on destruction.overwritten to liuhen_app;

create function destruction.only_while_listed() returns trigger language plpgsql as $$
begin
  if not exists (select from destruction.case c where c.case_id = old.case_id and c.state = 'listed') then
    raise exception 'a list that was filed stays' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger only_while_listed before delete on destruction.item
  for each row execute function destruction.only_while_listed();
