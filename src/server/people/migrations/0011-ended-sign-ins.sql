-- A sign-in that has ended stays as it ended: its row says what its entry says.
create function people.refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception 'a sign-in that has ended is not changed' using errcode = 'insufficient_privilege';
end $$;
create trigger ended_stays before update on people.sign_in
  for each row when (old.ended_at_ms is not null) execute function people.refuse_reopening();
