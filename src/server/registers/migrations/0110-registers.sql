create schema registers;

-- The last serial number of a form in a year. Drawn inside the transaction that prints, so there are no holes.
create table registers.counter (
  site_id uuid not null,
  form text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (site_id, form, year)
);

-- One printed sheet: which lines, their digest, the digest of the file, how far the ledger was.
create table registers.sheet (
  sheet_id uuid primary key,
  site_id uuid not null,
  form text not null check (form in ('F-03', 'F-07', 'F-08', 'F-09', 'F-20', 'F-23')),
  serial text not null,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  lines int not null check (lines >= 0),
  first_row text not null,
  last_row text not null,
  request_id uuid,
  pages int not null check (pages > 0),
  rows_sha256 text not null check (rows_sha256 ~ '^[0-9a-f]{64}$'),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  ledger_size bigint not null,
  printed_at_ms bigint not null,
  account_id uuid not null,
  printed_by text not null,
  unique (site_id, serial)
);
create index sheet_by_time on registers.sheet (site_id, form, printed_at_ms desc);

-- Where a sheet's paper is; the newest line counts, older ones stay (S0-6.2b).
create table registers.pairing (
  pairing_id uuid primary key,
  site_id uuid not null,
  sheet_id uuid not null references registers.sheet,
  state text not null check (state in ('printed', 'received', 'scanned', 'missing')),
  paper_id uuid,
  at_ms bigint not null,
  account_id uuid not null,
  said_by text not null,
  check ((state = 'scanned') = (paper_id is not null))
);
create index pairing_by_sheet on registers.pairing (sheet_id, at_ms desc, pairing_id desc);
create index pairing_by_paper on registers.pairing (paper_id) where paper_id is not null;

-- A paper in the binder whose serial number no sheet has.
create table registers.stray (
  site_id uuid not null,
  serial text not null check (char_length(serial) between 1 and 64),
  noted_at_ms bigint not null,
  account_id uuid not null,
  noted_by text not null,
  primary key (site_id, serial)
);

alter table registers.counter enable row level security;
alter table registers.counter force row level security;
create policy house on registers.counter to liuhen_app using (true) with check (true);
alter table registers.sheet enable row level security;
alter table registers.sheet force row level security;
create policy house on registers.sheet to liuhen_app using (true) with check (true);
alter table registers.pairing enable row level security;
alter table registers.pairing force row level security;
create policy house on registers.pairing to liuhen_app using (true) with check (true);
alter table registers.stray enable row level security;
alter table registers.stray force row level security;
create policy house on registers.stray to liuhen_app using (true) with check (true);

grant usage on schema registers to liuhen_app;
grant select, insert on registers.sheet, registers.pairing, registers.stray to liuhen_app;
grant select, insert on registers.counter to liuhen_app;
grant update (last) on registers.counter to liuhen_app;
