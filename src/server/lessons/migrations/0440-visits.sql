-- When somebody had a place of a lesson for themselves: a candidate's visits to the stations of an exam, told
-- when its results are released (S0-9.1d). They go with the names of the lesson.
create table lessons.visit (
  lesson_id uuid not null references lessons.lesson,
  account_id uuid not null,
  site_id uuid not null,
  -- None: the whole room was the station.
  station_id uuid,
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  primary key (lesson_id, account_id, start_ms)
);
call app.guard('lessons.visit');
grant select, insert, delete on lessons.visit to liuhen_app;
