-- Personal texts of a lesson whose bytes were destroyed go, too (C-28). The leaves stay as they are: of
-- each text they hold a salted digest, which without its salt means nothing. The database itself allows
-- it for erased homes only; who acted stays named.
create policy erasing on ledger.personal to liuhen_owner using (true);
create policy erasing on ledger.entry for select to liuhen_owner using (true);
create policy erasing on vault.erased for select to liuhen_owner using (true);
create function ledger.erase_personal(home uuid) returns int language plpgsql security definer
  set search_path = pg_catalog as $$
declare erased int;
begin
  if not exists (select from vault.erased e where e.home_id = home) then
    raise exception 'personal texts go with what was destroyed' using errcode = 'insufficient_privilege';
  end if;
  delete from ledger.personal p using ledger.entry e
    where e.subject_id = home and p.entry_id = e.id and p.field not like 'actor.%';
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke all on function ledger.erase_personal(uuid) from public;
grant execute on function ledger.erase_personal(uuid) to liuhen_app;
