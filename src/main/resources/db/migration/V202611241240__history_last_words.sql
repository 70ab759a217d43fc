-- Why the last words of a run are not known; a termination message has up to 4096 bytes.
alter table history_run add column log_note varchar(1000);
alter table history_run alter column message set data type varchar(4096);
