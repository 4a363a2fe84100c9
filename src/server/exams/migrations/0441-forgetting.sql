-- Which rooms of an exam were destroyed: with the last of them the candidates' names go (C-28).
alter table exams.room add column forgotten_at_ms bigint;
grant update (forgotten_at_ms) on exams.room to liuhen_app;
grant update (name, number) on exams.candidate to liuhen_app;
grant update (reason) on exams.run_act to liuhen_app;

-- And what its entries say of people, under the same condition; who acted stays named.
create policy rules on exams.room for select to liuhen_owner using (true);
create function exams.erase_personal(exam uuid) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
begin
  if exists (select from exams.room r where r.exam_id = exam and r.forgotten_at_ms is null)
    or not exists (select from exams.room r where r.exam_id = exam) then
    raise exception 'personal texts go with what was destroyed' using errcode = 'insufficient_privilege';
  end if;
  delete from ledger.personal p using ledger.entry e
    where e.subject_id = exam and p.entry_id = e.id and p.field not like 'actor.%';
end $$;
revoke all on function exams.erase_personal(uuid) from public;
grant execute on function exams.erase_personal(uuid) to liuhen_app;
