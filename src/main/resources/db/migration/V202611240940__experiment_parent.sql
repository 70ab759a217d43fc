alter table experiment add column parent varchar(36);

create index experiment_runs on experiment (cluster_id, parent, id);
