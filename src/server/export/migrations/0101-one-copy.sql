-- A case is carried out once (C-07): beside a copy that stands or is being made there is no other.
create unique index copy_once on export.copy (request_id) where state <> 'failed';
