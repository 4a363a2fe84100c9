-- Offices held by named persons (S3-Q1): taken up by a signature under the text of the duty, not before.
create table approval.appointment (
  appointment_id uuid primary key,
  site_id uuid not null,
  office text not null check (office in ('custodian', 'privacy')),
  account_id uuid not null,
  opened_at_ms bigint not null,
  opened_by uuid not null check (opened_by <> account_id),
  text_version int,
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
  strokes jsonb,
  acknowledged_at_ms bigint,
  ended_at_ms bigint,
  check ((acknowledged_at_ms is null) = (text_version is null)),
  check ((acknowledged_at_ms is null) = (text_sha256 is null)),
  check ((acknowledged_at_ms is null) = (strokes is null))
);
-- One privacy officer at a time; nobody twice in one office.
create unique index one_privacy_officer on approval.appointment (site_id)
  where office = 'privacy' and ended_at_ms is null;
create unique index appointed_once on approval.appointment (office, account_id)
  where ended_at_ms is null;
create index appointment_by_site on approval.appointment (site_id, opened_at_ms desc);
call app.guard('approval.appointment');
create policy rules on approval.appointment for select to liuhen_owner using (true);

grant select, insert on approval.appointment to liuhen_app;
grant update (text_version, text_sha256, strokes, acknowledged_at_ms, ended_at_ms)
  on approval.appointment to liuhen_app;

-- Posts the asking person holds or stands in for, and those below them: what is vacant goes up (C-38).
-- The privacy officer's step, where nobody holds the office, goes to the approvers.
create or replace function app.posts() returns setof text language sql stable security definer
  set search_path = pg_catalog as $$
  with usual (post, role, height) as (
    values ('administrator', 'admin', 1), ('first', 'director', 2), ('second', 'superior', 3)),
  held as (
    select u.height from usual u
      left join approval.body b on b.post = u.post and b.site_id = app.site()
      join people.account a on a.account_id = app.uid() and a.role = coalesce(b.role, u.role)
    union
    select u.height from usual u
      join approval.delegation d on d.post = u.post and d.to_account_id = app.uid()
    where d.ended_at_ms is null and d.start_ms <= app.now_ms() and app.now_ms() < d.end_ms)
  select u.post from usual u where u.height <= (select max(height) from held)
  union
  select 'privacy' where (select max(height) from held) >= 2 or exists (
    select 1 from approval.appointment p
      join people.account a on a.account_id = p.account_id and a.role in ('manager', 'teacher')
    where p.account_id = app.uid() and p.office = 'privacy'
      and p.acknowledged_at_ms is not null and p.ended_at_ms is null) $$;
-- An urgent case may be begun by any holder of a post that roles hold.
create or replace function app.post_cases() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select s.request_id from approval.step s where s.post in (select app.posts())
  union select r.request_id from approval.request r
    where r.emergency_asked and exists (select 1 from app.posts() post where post <> 'privacy') $$;
