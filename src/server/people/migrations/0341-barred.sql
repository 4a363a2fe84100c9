-- Locked by an order of an event (S0-15), until a second person gives it back. Another thing than the
-- lock after wrong secrets, which passes by itself, and than the end of an account, which does not.
alter table people.account add column barred_at_ms bigint;
grant update (barred_at_ms) on people.account to liuhen_app;
