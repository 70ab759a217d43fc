create table proof (
    id varchar(36) primary key,
    cluster_id varchar(64) not null,
    state varchar(16) not null,
    namespace varchar(255) not null,
    workload_kind varchar(255) not null,
    workload_name varchar(255) not null,
    change_id varchar(36) not null,
    requested_at timestamp(3) with time zone not null,
    document varchar(200000) not null
);

create index proof_newest on proof (cluster_id, id);
create index proof_open on proof (cluster_id, state);
create index proof_change on proof (cluster_id, change_id);
