-- What was written about a lesson may name people: it goes with the names of the lesson (C-28). That it was
-- written, by whom and when stays.
grant update (text) on completion.note, completion.comment to liuhen_app;
grant update (remark) on completion.confirmation to liuhen_app;
