-- What the local bytes lay on, and whether that medium was told of what was freed.
alter table destruction.case add column medium jsonb;
grant update (medium) on destruction.case to liuhen_app;
