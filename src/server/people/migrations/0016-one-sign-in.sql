-- One sign-in of an account at a time: the one before ends as displaced. A page can be locked.
alter table people.sign_in drop constraint sign_in_exit_check;
alter table people.sign_in add constraint sign_in_exit_check
  check (exit in ('sign-out', 'idle', 'forced', 'gone', 'displaced'));
alter table people.sign_in
  add column how text not null default 'password'
    check (how in ('password', 'setup', 'oidc', 'cas', 'ldap', 'passkey')),
  add column locked_at_ms bigint;
grant update (locked_at_ms) on people.sign_in to liuhen_app;
create index sign_in_own on people.sign_in (account_id, started_at_ms desc);
