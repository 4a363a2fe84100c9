-- A room of a published exam: its time and place are the exam's, and change with it alone.
alter table lessons.lesson add column of_exam uuid;
