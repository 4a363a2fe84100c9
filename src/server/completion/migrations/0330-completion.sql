create schema completion;

-- A lesson that is looked at for what is missing: from its start on, for as long as its footage is kept.
create table completion.lesson (
  lesson_id uuid primary key references lessons.lesson,
  site_id uuid not null,
  start_ms bigint not null,
  end_ms bigint not null,
  looked_at_ms bigint not null,
  -- How far it is told that nobody confirmed: 0 in time, 1 overdue, 2 gravely so.
  told_level int not null default 0 check (told_level between 0 and 2)
);
create index lesson_by_look on completion.lesson (site_id, looked_at_ms);

-- A line of the register of interruptions (F-25): what one camera lacks of a lesson. `of_file`: it was
-- recorded, and its file is gone or changed. The line moves with what arrives late; it never goes.
create table completion.interruption (
  interruption_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references completion.lesson,
  camera_id uuid not null,
  of_file boolean not null,
  start_ms bigint not null,
  end_ms bigint check (end_ms > start_ms),
  cause text not null,
  noticed_at_ms bigint not null,
  -- Reasons given before were given for less.
  asked_at_ms bigint not null,
  -- What was missing is there.
  filled_at_ms bigint,
  told_level int not null default 0 check (told_level between 0 and 2)
);
create index interruption_by_lesson on completion.interruption (lesson_id, start_ms);
create index interruption_by_time on completion.interruption (site_id, start_ms);

-- What was said about a line: reasons and remarks, never changed; the newest reason stands.
create table completion.note (
  note_id uuid primary key,
  site_id uuid not null,
  interruption_id uuid not null references completion.interruption,
  kind text not null check (kind in ('reason', 'remark')),
  reason text,
  text text not null,
  by_account uuid not null,
  at_ms bigint not null,
  late boolean not null,
  nth bigint generated always as identity,
  check ((kind = 'reason') = (reason is not null))
);
create index note_by_interruption on completion.note (interruption_id, nth);

-- The teacher's word on a lesson: confirmed and signed, or a problem reported.
create table completion.confirmation (
  confirmation_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references completion.lesson,
  kind text not null check (kind in ('confirmed', 'reported')),
  verdict text not null check (verdict in ('complete', 'explained', 'incomplete')),
  remark text not null,
  facts_sha256 text not null check (facts_sha256 ~ '^[0-9a-f]{64}$'),
  strokes jsonb,
  signature_sha256 text,
  by_account uuid not null,
  at_ms bigint not null,
  late boolean not null,
  -- More was found missing after it.
  reopened_at_ms bigint,
  nth bigint generated always as identity,
  check ((kind = 'confirmed') = (strokes is not null)),
  check ((strokes is null) = (signature_sha256 is null))
);
create index confirmation_by_lesson on completion.confirmation (lesson_id, nth);

-- What a lesson is to achieve, and who has (任务完成情况); a mark is replaced by a later one.
create table completion.task (
  task_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  title text not null check (length(title) between 1 and 120),
  set_by uuid not null,
  set_at_ms bigint not null
);
create index task_by_lesson on completion.task (lesson_id);
create table completion.task_check (
  check_id uuid primary key,
  site_id uuid not null,
  task_id uuid not null references completion.task,
  of_kind text not null check (of_kind in ('all', 'group', 'student')),
  group_name text,
  student_id uuid,
  done boolean not null,
  by_account uuid not null,
  at_ms bigint not null,
  nth bigint generated always as identity,
  check ((of_kind = 'group') = (group_name is not null)),
  check ((of_kind = 'student') = (student_id is not null))
);
create index task_check_by_task on completion.task_check (task_id, nth);

-- A word on a moment of a lesson (课堂互动及点评文字记录). Never changed: a correction names the old one, once.
create table completion.comment (
  comment_id uuid primary key,
  site_id uuid not null,
  lesson_id uuid not null references lessons.lesson,
  at_ms bigint not null,
  text text not null,
  by_account uuid not null,
  said_at_ms bigint not null,
  corrects_id uuid unique references completion.comment
);
create index comment_by_lesson on completion.comment (lesson_id, at_ms);

call app.guard('completion.lesson');
call app.guard('completion.interruption');
call app.guard('completion.note');
call app.guard('completion.confirmation');
call app.guard('completion.task');
call app.guard('completion.task_check');
call app.guard('completion.comment');

-- Which lessons there are to confirm, and the register: the leaders' and the inspector's whole, else the own.
create policy everything on completion.lesson for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy own_lessons on completion.lesson for select to t_teacher
  using (lesson_id in (select app.taught()));
create policy own_area on completion.lesson for select to t_manager
  using (exists (select 1 from lessons.lesson l
    where l.lesson_id = lesson.lesson_id and l.venue_id in (select app.venues())));

create policy of_lesson on completion.interruption for select
  to t_director, t_admin, t_manager, t_teacher, t_auditor
  using (exists (select 1 from completion.lesson l where l.lesson_id = interruption.lesson_id));
create policy of_interruption on completion.note for select
  to t_director, t_admin, t_manager, t_teacher, t_auditor
  using (exists (select 1 from completion.interruption i
    where i.interruption_id = note.interruption_id));
create policy of_lesson on completion.confirmation for select
  to t_director, t_admin, t_manager, t_teacher, t_auditor
  using (exists (select 1 from completion.lesson l where l.lesson_id = confirmation.lesson_id));

grant usage on schema completion
  to liuhen_app, t_director, t_admin, t_manager, t_teacher, t_auditor;
grant select on completion.lesson, completion.interruption, completion.note
  to t_director, t_admin, t_manager, t_teacher, t_auditor;
-- A drawn signature is read by no tier.
grant select (confirmation_id, site_id, lesson_id, kind, verdict, remark, facts_sha256,
  signature_sha256, by_account, at_ms, late, reopened_at_ms, nth) on completion.confirmation
  to t_director, t_admin, t_manager, t_teacher, t_auditor;

grant select, insert on completion.lesson, completion.interruption, completion.note,
  completion.confirmation, completion.task, completion.task_check, completion.comment to liuhen_app;
grant update (start_ms, end_ms, looked_at_ms, told_level) on completion.lesson to liuhen_app;
grant update (start_ms, end_ms, cause, asked_at_ms, filled_at_ms, told_level)
  on completion.interruption to liuhen_app;
grant update (reopened_at_ms) on completion.confirmation to liuhen_app;
