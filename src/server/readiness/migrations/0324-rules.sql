-- That a trainee has read the rules of conduct of a course, and which version of them (S0-4.4). Once for
-- each course and version; never changed.
create table readiness.acknowledgement (
  site_id uuid not null,
  account_id uuid not null,
  course text not null check (char_length(course) between 1 and 200),
  version int not null check (version > 0),
  lesson_id uuid not null references lessons.lesson,
  at_ms bigint not null,
  primary key (account_id, course, version)
);
call app.guard('readiness.acknowledgement');
grant select, insert on readiness.acknowledgement to liuhen_app;
