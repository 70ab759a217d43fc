-- how it was known who it was: a password, a token by its name
alter table audit add column authentication varchar(255);
