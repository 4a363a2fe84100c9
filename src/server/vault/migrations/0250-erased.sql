-- Homes whose bytes were erased under a warrant. Their rows, records and manifests stay: what was kept,
-- when and with which digest can be proved for ever.
create table vault.erased (
  home_id uuid primary key references vault.folder,
  site_id uuid not null,
  warrant_id uuid not null,
  drawn_from text not null check (drawn_from in ('case', 'standing-order')),
  objects int not null check (objects >= 0),
  size_bytes bigint not null check (size_bytes >= 0),
  -- SHA-256 over the canonical list of ids, sizes and digests of what lay there.
  list_sha256 text not null check (list_sha256 ~ '^[0-9a-f]{64}$'),
  begun_at_ms bigint not null,
  ended_at_ms bigint check (ended_at_ms >= begun_at_ms)
);
create index erased_at_work on vault.erased (begun_at_ms) where ended_at_ms is null;
call app.guard('vault.erased');
grant select, insert on vault.erased to liuhen_app;
grant update (ended_at_ms) on vault.erased to liuhen_app;
create function vault.refuse_reviving() returns trigger language plpgsql as $$
begin
  raise exception 'what was erased stays erased: % of %.% is refused',
    lower(tg_op), tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger erased_for_ever before delete or truncate on vault.erased
  for each statement execute function vault.refuse_reviving();
