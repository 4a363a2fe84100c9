-- The registers of keeping print as well; which forms there are is the contract's to say.
alter table registers.sheet drop constraint sheet_form_check;
alter table registers.sheet add constraint sheet_form_check check (form ~ '^F-[0-9]{2}$');
