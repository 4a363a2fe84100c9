-- What a granted request lends: its lessons, to who filed it, while it holds (C-11).
create policy rules on approval.request for select to liuhen_owner using (true);
create policy rules on approval.request_lesson for select to liuhen_owner using (true);
create or replace function app.granted() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select l.lesson_id from approval.request r
    join approval.request_lesson l on l.request_id = r.request_id
  where r.filed_by = app.uid() and r.gives = 'viewing' and r.state in ('granted', 'emergency')
    and (r.window_start_ms is null
      or (r.window_start_ms <= app.now_ms() and app.now_ms() < r.window_end_ms)) $$;
