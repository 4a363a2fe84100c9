-- By which case, as people call it: whoever wanted to look is told.
alter table vault.erased add column serial text;
