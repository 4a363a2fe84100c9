-- At which station a student with an account works (S0-9.1d, C-34); the station belongs to places.
alter table lessons.lesson_student add column station_id uuid;
