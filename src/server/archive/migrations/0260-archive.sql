create schema archive;

-- One December of a house: its list is confirmed once and never composed anew.
create table archive.campaign (
  campaign_id uuid primary key,
  site_id uuid not null,
  year int not null check (year between 2000 and 9999),
  five_years boolean not null default false,
  opened_at_ms bigint not null,
  confirmed_by uuid,
  confirmed_by_name text,
  strokes jsonb,
  list_sha256 text check (list_sha256 ~ '^[0-9a-f]{64}$'),
  confirmed_at_ms bigint,
  constraint year_once unique (site_id, year),
  check ((confirmed_by is null) = (confirmed_at_ms is null)
    and (confirmed_by is null) = (list_sha256 is null))
);

create table archive.item (
  campaign_id uuid not null references archive.campaign,
  item_id uuid not null,
  site_id uuid not null,
  position int not null,
  home_id uuid,
  line jsonb not null,
  step text not null check (step in ('waiting', 'defective', 'packing', 'archived')),
  attempts int not null default 0,
  report jsonb,
  trouble text,
  accepted text,
  package_sha256 text check (package_sha256 ~ '^[0-9a-f]{64}$'),
  package_bytes bigint,
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null default 0,
  checked_at_ms bigint,
  archived_at_ms bigint,
  primary key (campaign_id, item_id),
  check ((step = 'archived') = (archived_at_ms is not null))
);
create index item_at_work on archive.item (site_id, step) where step in ('waiting', 'packing');

create table archive.receipt (
  receipt_id uuid primary key,
  site_id uuid not null,
  campaign_id uuid not null references archive.campaign,
  receiver text not null check (receiver in ('cabinet', 'school')),
  way text not null check (way in ('signed', 'scan')),
  receiver_name text not null,
  strokes jsonb,
  paper_id uuid,
  handed_by uuid not null,
  handed_by_name text not null,
  handed_strokes jsonb not null,
  list_sha256 text not null check (list_sha256 ~ '^[0-9a-f]{64}$'),
  received_at_ms bigint not null,
  constraint receiver_once unique (campaign_id, receiver),
  check ((way = 'signed') = (strokes is not null) and (way = 'scan') = (paper_id is not null))
);

call app.guard('archive.campaign');
call app.guard('archive.item');
call app.guard('archive.receipt');

grant usage on schema archive to liuhen_app;
grant select, insert on archive.campaign, archive.item, archive.receipt to liuhen_app;
grant update (five_years, confirmed_by, confirmed_by_name, strokes, list_sha256, confirmed_at_ms)
  on archive.campaign to liuhen_app;
grant update (step, attempts, report, trouble, accepted, package_sha256, package_bytes,
  manifest_sha256, size_bytes, checked_at_ms, archived_at_ms) on archive.item to liuhen_app;

-- What was confirmed stays: neither its choice nor its signature is written twice.
create function archive.confirmed_once() returns trigger language plpgsql as $$
begin
  if old.confirmed_at_ms is not null then
    raise exception 'a confirmed list stays' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger confirmed_once before update on archive.campaign
  for each row execute function archive.confirmed_once();
