-- A viewing ends when the destruction of its lesson begins.
alter table access.viewing drop constraint viewing_exit_check;
alter table access.viewing add constraint viewing_exit_check check
  (exit in ('closed', 'sign-out', 'gone', 'expired', 'right-ended', 'mark-removed', 'destroyed'));
