-- What erases personal texts reads and deletes them, and does nothing else.
drop policy erasing on ledger.personal;
create policy erasing_reads on ledger.personal for select to liuhen_owner using (true);
create policy erasing on ledger.personal for delete to liuhen_owner using (true);
