-- Special footage (S0-5.2.2): a point on the timeline of a lesson. It copies and cuts nothing.
create table lessons.bookmark (
  bookmark_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  kind text not null check (kind in ('group-training', 'one-to-one', 'comment', 'correction')),
  at_ms bigint not null,
  camera_id uuid,
  set_by uuid not null,
  set_at_ms bigint not null,
  withdrawn_by uuid,
  withdrawn_at_ms bigint,
  check ((withdrawn_by is null) = (withdrawn_at_ms is null))
);
create index bookmark_by_lesson on lessons.bookmark (lesson_id, at_ms);
create index bookmark_by_kind on lessons.bookmark (site_id, kind) where withdrawn_at_ms is null;
alter table lessons.bookmark enable row level security;
alter table lessons.bookmark force row level security;
create policy house on lessons.bookmark to liuhen_app using (true) with check (true);
grant select, insert on lessons.bookmark to liuhen_app;
grant update (withdrawn_by, withdrawn_at_ms) on lessons.bookmark to liuhen_app;
