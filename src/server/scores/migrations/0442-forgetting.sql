-- A candidate's name and number go with the footage of the exam (C-28); that somebody was marked stays.
grant update (name, number) on scores.cohort_candidate to liuhen_app;
