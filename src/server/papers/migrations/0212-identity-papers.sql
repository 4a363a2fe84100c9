-- Who asks about their own pictures shows who they are (C-40).
alter table papers.paper drop constraint paper_kind_check;
alter table papers.paper add constraint paper_kind_check check (kind in
  ('letter', 'legal', 'police-id', 'introduction', 'signed-scan', 'return-statement', 'identity'));
