-- Originals are reached through a viewing only: no tier reads where they lie, none can touch them.
call app.guard('vault.folder');
call app.guard('vault.round');
call app.guard('vault.object');
call app.guard('vault.manifest_part');
call app.guard('vault.damage');
