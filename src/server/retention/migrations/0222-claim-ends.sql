-- What falls due is found from the claims that end, not by asking every item.
create index claim_by_end on retention.claim (until_ms)
  where ended_at_ms is null and until_ms is not null;
