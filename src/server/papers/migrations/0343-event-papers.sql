-- A picture somebody found outside, and the state of the house as it was preserved (S0-15): the second is
-- written by the house itself and is the only one that is no sheet and no picture.
alter table papers.paper drop constraint paper_kind_check;
alter table papers.paper add constraint paper_kind_check check (kind in
  ('letter', 'legal', 'police-id', 'introduction', 'signed-scan', 'return-statement', 'identity',
   'consent', 'found-picture', 'snapshot'));
alter table papers.paper drop constraint paper_media_type_check;
alter table papers.paper add constraint paper_media_type_check check (media_type in
  ('application/pdf', 'image/jpeg', 'image/png', 'application/json'));
alter table papers.paper add constraint only_snapshots_are_text
  check ((media_type = 'application/json') = (kind = 'snapshot'));
