-- Signing belongs to everybody who decides, not to requests alone.
create schema signing;
alter table approval.signature set schema signing;
grant usage on schema signing to liuhen_app;
