create schema library;

-- 校本资源 (S3-Q6): finished clips that an approval and the consent of those shown let in. The bytes lie in
-- library/<item_id>/ until the item is withdrawn or its recording is destroyed.
create table library.item (
  item_id uuid primary key,
  site_id uuid not null,
  export_id uuid not null,
  request_id uuid not null,
  serial text not null,
  title text not null check (title <> ''),
  about text not null,
  masked boolean not null,
  lesson_ids uuid[] not null check (cardinality(lesson_ids) > 0),
  lesson_titles text[] not null,
  projects text[] not null,
  recorded_at_ms bigint not null,
  files jsonb not null,
  consent_statement text not null check (consent_statement <> ''),
  consent_paper_id uuid not null,
  added_at_ms bigint not null,
  account_id uuid not null,
  added_by text not null,
  looks int not null default 0,
  state text not null default 'shown' check (state in ('shown', 'withdrawn')),
  withdrawn_at_ms bigint,
  erased_at_ms bigint,
  unique (site_id, export_id),
  check ((state = 'withdrawn') = (withdrawn_at_ms is not null)),
  check (erased_at_ms is null or state = 'withdrawn')
);
create index item_by_lesson on library.item using gin (lesson_ids);
create index item_by_paper on library.item (consent_paper_id);

-- Who took an item out, why, and under which signature; never changed.
create table library.withdrawal (
  item_id uuid primary key references library.item,
  site_id uuid not null,
  at_ms bigint not null,
  account_id uuid not null,
  name text not null,
  standing_for text,
  reason text not null check (reason <> ''),
  strokes jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$')
);

-- One look at an item; its bytes are given to this sign-in only.
create table library.look (
  look_id uuid primary key,
  site_id uuid not null,
  item_id uuid not null references library.item,
  account_id uuid not null,
  sign_in_id uuid not null,
  at_ms bigint not null,
  expires_at_ms bigint not null check (expires_at_ms > at_ms)
);

call app.guard('library.item');
call app.guard('library.withdrawal');
call app.guard('library.look');

-- Those who teach see what is shown; what was withdrawn stays listed for those who answer for it.
create policy shown on library.item for select to t_director, t_superior, t_manager, t_teacher
  using (site_id = (select app.site()) and state = 'shown');
create policy all_items on library.item for select to t_admin, t_auditor
  using (site_id = (select app.site()));

grant usage on schema library
  to liuhen_app, t_director, t_superior, t_admin, t_manager, t_teacher, t_auditor;
grant select on library.item to t_director, t_superior, t_admin, t_manager, t_teacher, t_auditor;
grant select, insert on library.item, library.withdrawal, library.look to liuhen_app;
grant update (looks, state, withdrawn_at_ms, erased_at_ms) on library.item to liuhen_app;
