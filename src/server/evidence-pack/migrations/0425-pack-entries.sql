-- A period that was not over when it was asked for has more entries once its pack is made.
grant update (entries) on evidence_pack.pack to liuhen_app;
