-- C-02: nobody looks by a purpose alone any more; old rows keep the name of the right they had.
alter table access.viewing drop constraint viewing_right_name_check;
alter table access.viewing add constraint viewing_right_name_check check
  (right_name in ('own-lesson', 'own-area', 'own-station', 'own-scope', 'grant', 'purpose'));
alter table access.viewing drop constraint viewing_exit_check;
alter table access.viewing add constraint viewing_exit_check check
  (exit in ('closed', 'sign-out', 'gone', 'expired', 'right-ended', 'mark-removed'));
alter table access.viewing
  add column request_id uuid,
  add column request_serial text,
  add column camera_ids uuid[],
  add column terminal text not null default '',
  add constraint grant_has_request check ((right_name = 'grant') = (request_id is not null));

-- Whose watermark a code is (S0-14.1): of one viewing, or of a sign-in's live pictures.
create table access.mark (
  code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  site_id uuid not null,
  account_id uuid not null,
  sign_in_id uuid not null,
  viewing_id uuid unique references access.viewing,
  started_at_ms bigint not null,
  terminal text not null,
  address text not null
);
create unique index mark_of_live on access.mark (sign_in_id) where viewing_id is null;

-- Versions of the confidentiality notice (S3-8.3), and who accepted which under which sign-in.
create table access.notice (
  site_id uuid not null,
  version int not null check (version > 1),
  zh text not null,
  en text not null,
  since_ms bigint not null,
  primary key (site_id, version)
);
create table access.acceptance (
  sign_in_id uuid not null,
  version int not null,
  site_id uuid not null,
  account_id uuid not null,
  accepted_at_ms bigint not null,
  primary key (sign_in_id, version)
);

alter table access.mark enable row level security;
alter table access.mark force row level security;
create policy house on access.mark to liuhen_app using (true) with check (true);
alter table access.notice enable row level security;
alter table access.notice force row level security;
create policy house on access.notice to liuhen_app using (true) with check (true);
alter table access.acceptance enable row level security;
alter table access.acceptance force row level security;
create policy house on access.acceptance to liuhen_app using (true) with check (true);
grant select, insert on access.mark, access.notice, access.acceptance to liuhen_app;
