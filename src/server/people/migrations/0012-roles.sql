-- The school's or hospital's second approver, and the control room's people.
alter table people.account drop constraint account_role_check;
alter table people.account add constraint account_role_check check
  (role in ('director', 'superior', 'admin', 'teacher', 'manager', 'operator', 'student', 'auditor'));
