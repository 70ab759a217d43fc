create table probe_change (
    id varchar(36) primary key,
    cluster_id varchar(64) not null,
    state varchar(16) not null,
    namespace varchar(255) not null,
    workload_kind varchar(255) not null,
    workload_name varchar(255) not null,
    container varchar(255) not null,
    probe varchar(16) not null,
    requested_at timestamp(3) with time zone not null,
    document varchar(1000000) not null
);

create index probe_change_newest on probe_change (cluster_id, id);
create index probe_change_open on probe_change (cluster_id, state);
