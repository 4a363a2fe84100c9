create schema papers;

-- One uploaded paper: what it says it is, what its bytes are, who kept it. The bytes lie under their digest.
create table papers.paper (
  paper_id uuid primary key,
  site_id uuid not null,
  kind text not null check (kind in
    ('letter', 'legal', 'police-id', 'introduction', 'signed-scan', 'return-statement')),
  file_name text not null check (char_length(file_name) between 1 and 120),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kept_at_ms bigint not null,
  account_id uuid not null,
  kept_by text not null
);
create index paper_by_account on papers.paper (account_id, kept_at_ms);

alter table papers.paper enable row level security;
alter table papers.paper force row level security;
create policy house on papers.paper to liuhen_app using (true) with check (true);

grant usage on schema papers to liuhen_app;
-- Kept for ever (S0-11.2): no update, no delete.
grant select, insert on papers.paper to liuhen_app;
