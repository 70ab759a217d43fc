-- The kubelets' own counters of probe failures: how far each was read, when each node was last
-- looked at, and since when all failures of a pod are counted.
alter table history_pod add column probes_counted_at timestamp(3) with time zone;

create table history_probe_node (
  cluster_id varchar(64) not null,
  node varchar(253) not null,
  started_at timestamp(3) with time zone,
  looked_at timestamp(3) with time zone not null,
  primary key (cluster_id, node)
);

create table history_probe_total (
  cluster_id varchar(64) not null,
  pod_uid varchar(64) not null,
  container varchar(253) not null,
  probe varchar(10) not null,
  born_at timestamp(3) with time zone not null,
  failed bigint not null,
  undecided bigint not null,
  primary key (cluster_id, pod_uid, container, probe)
);

-- What events told and a count has since is "superseded"; only what is "counted" is shown.
alter table history_probe_failure add column standing varchar(12) default 'counted' not null;
