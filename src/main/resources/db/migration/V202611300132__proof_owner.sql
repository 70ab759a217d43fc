-- the replica that a proof belongs to; null where there was only one process
alter table proof add column owner varchar(100);
