-- Accounts and the sign-in register, by tier. Hashes of secrets and tokens are granted to no tier.
call app.guard('people.person');
call app.guard('people.account');
call app.guard('people.account_venue');
call app.guard('people.sign_in');
call app.guard('people.failure');

-- The rules of other tables ask who answers for which venue: as the owner, for the asking person only.
create policy rules on people.account_venue for select to liuhen_owner using (true);
create policy rules on people.account for select to liuhen_owner using (true);
create policy rules on people.person for select to liuhen_owner using (true);
create function app.venues() returns setof uuid language sql stable security definer
  set search_path = pg_catalog
  as $$ select v.venue_id from people.account_venue v where v.account_id = app.uid() $$;

create policy administration on people.person for select to t_admin
  using (site_id = (select app.site()));
create policy administration on people.account for select to t_admin
  using (site_id = (select app.site()));
create policy administration on people.account_venue for select to t_admin
  using (site_id = (select app.site()));
create policy administration on people.failure for select to t_admin
  using (site_id = (select app.site()));

-- The register (登录退出记录) is read by those who read the ledger.
create policy register on people.sign_in for select to t_director, t_admin, t_auditor
  using (site_id = (select app.site()));
create policy register on people.account for select to t_director, t_auditor
  using (site_id = (select app.site()));
create policy register on people.person for select to t_director, t_auditor
  using (site_id = (select app.site()));

grant usage on schema people to t_director, t_admin, t_auditor;
grant select on people.person, people.account_venue, people.failure to t_admin;
grant select (account_id, site_id, person_id, login, role) on people.account
  to t_director, t_auditor;
grant select (person_id, site_id, name) on people.person to t_director, t_auditor;
-- Whole lines but for what could be used to get in.
do $$
declare columns text;
begin
  select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
    where attrelid = 'people.account'::regclass and attnum > 0 and not attisdropped
      and attname !~ 'hash';
  execute format('grant select (%s) on people.account to t_admin', columns);
  select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
    where attrelid = 'people.sign_in'::regclass and attnum > 0 and not attisdropped
      and attname !~ 'hash';
  execute format('grant select (%s) on people.sign_in to t_director, t_admin, t_auditor', columns);
end $$;
