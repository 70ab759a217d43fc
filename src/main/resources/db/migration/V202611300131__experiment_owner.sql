-- the replica that an experiment belongs to; null where there was only one process
alter table experiment add column owner varchar(100);
