-- What a request lends: its lessons, to who filed it, within its hours (C-11); an urgent one only until
-- its papers are due (C-38), as the rules of the room say.
create or replace function app.granted() returns setof uuid language sql stable security definer
  set search_path = pg_catalog as $$
  select l.lesson_id from approval.request r
    join approval.request_lesson l on l.request_id = r.request_id
  where r.filed_by = app.uid() and r.gives = 'viewing'
    and (r.state = 'granted' or (r.state = 'emergency' and app.now_ms() < r.papers_due_ms))
    and r.window_start_ms <= app.now_ms() and app.now_ms() < r.window_end_ms $$;
