create table experiment (
    id varchar(36) primary key,
    cluster_id varchar(64) not null,
    state varchar(16) not null,
    namespace varchar(255) not null,
    workload_kind varchar(255) not null,
    workload_name varchar(255) not null,
    pod varchar(255) not null,
    container varchar(255),
    fault varchar(64) not null,
    outcome varchar(32),
    requested_at timestamp(3) with time zone not null,
    recovery_seconds double precision,
    document varchar(1000000) not null
);

create index experiment_newest on experiment (cluster_id, id);
create index experiment_unfinished on experiment (cluster_id, state);
create index experiment_recoveries on experiment (cluster_id, namespace, workload_kind, workload_name, fault, id);
