-- Somebody from outside takes part (S0-5.2.4): who, and by which agreement. Its partition follows by itself.
alter table lessons.lesson
  add column external_kind text
    check (external_kind in ('exchange', 'observation', 'enterprise', 'public-service')),
  add column external_party text check (char_length(external_party) between 1 and 120),
  add column external_agreement text check (char_length(external_agreement) between 1 and 120),
  -- Of the library, where it was chosen from there.
  add column course_id uuid,
  add column item_id uuid,
  -- Who planned it: asked for what is missing of it.
  add column planned_by uuid,
  add constraint external_whole check ((external_kind is null) = (external_party is null)
    and (external_agreement is null or external_kind is not null)),
  add constraint external_partition check (external_kind is null or partition = 'external-training'),
  add constraint item_of_course check (item_id is null or course_id is not null);
create index lesson_external on lessons.lesson (site_id, start_ms)
  where partition = 'external-training' and state = 'planned';

-- The periods of the institution's day, whole in each version; the entries tell the earlier ones.
create table lessons.period_table (
  site_id uuid primary key,
  version int not null check (version > 0),
  periods jsonb not null check (jsonb_array_length(periods) between 1 and 24),
  term_start text check (term_start ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
);
call app.guard('lessons.period_table');
grant select, insert, update on lessons.period_table to liuhen_app;
