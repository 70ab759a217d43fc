-- What happened, kept. Each row belongs to one cluster: the UID of its namespace kube-system.
-- Natural keys make writing again harmless; ids only order rows of the same time.

create table history_observed (
  cluster_id varchar(64) not null primary key,
  until_at timestamp(3) with time zone not null
);

create table history_pod (
  cluster_id varchar(64) not null,
  pod_uid varchar(64) not null,
  namespace varchar(253) not null,
  pod varchar(253) not null,
  kind varchar(63) not null,
  workload varchar(253) not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  end_cause varchar(20),
  gone boolean not null,
  replaced boolean not null,
  successor boolean not null,
  settled boolean not null,
  primary key (cluster_id, pod_uid)
);
create index history_pod_here on history_pod (cluster_id, gone, ended_at);

create table history_container (
  cluster_id varchar(64) not null,
  pod_uid varchar(64) not null,
  container varchar(253) not null,
  life integer not null,
  restart_count integer not null,
  settled boolean not null,
  version varchar(64) not null,
  primary key (cluster_id, pod_uid, container)
);

create table history_run (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  namespace varchar(253) not null,
  kind varchar(63) not null,
  workload varchar(253) not null,
  pod varchar(253) not null,
  pod_uid varchar(64) not null,
  container varchar(253) not null,
  life integer not null,
  restart_count integer not null,
  container_id varchar(255) not null,
  started_at timestamp(3) with time zone,
  ready_at timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  exit_code integer,
  reason varchar(100),
  message varchar(1000),
  log varchar(100000),
  constraint history_run_key unique (cluster_id, pod_uid, container, life, restart_count)
);
create index history_run_time on history_run (cluster_id, happened_at desc, id desc);
create index history_run_workload on history_run (cluster_id, namespace, workload, happened_at desc, id desc);

create table history_restart (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  namespace varchar(253) not null,
  kind varchar(63) not null,
  workload varchar(253) not null,
  pod varchar(253) not null,
  pod_uid varchar(64) not null,
  container varchar(253) not null,
  life integer not null,
  restart_count integer not null,
  cause varchar(20) not null,
  evidence varchar(1000) not null,
  exit_code integer,
  reason varchar(100),
  ended_container_id varchar(255),
  ended_started_at timestamp(3) with time zone,
  ended_finished_at timestamp(3) with time zone,
  began_container_id varchar(255),
  began_started_at timestamp(3) with time zone,
  began_ready_at timestamp(3) with time zone,
  seen_at timestamp(3) with time zone not null,
  constraint history_restart_key unique (cluster_id, pod_uid, container, life, restart_count)
);
create index history_restart_time on history_restart (cluster_id, happened_at desc, id desc);
create index history_restart_workload on history_restart (cluster_id, namespace, workload, happened_at desc, id desc);
create index history_restart_ended on history_restart (cluster_id, pod_uid, container, ended_container_id);

create table history_replacement (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  namespace varchar(253) not null,
  kind varchar(63) not null,
  workload varchar(253) not null,
  cause varchar(20) not null,
  ended_pod varchar(253) not null,
  ended_pod_uid varchar(64) not null,
  ended_at timestamp(3) with time zone not null,
  began_pod varchar(253) not null,
  began_pod_uid varchar(64) not null,
  began_created_at timestamp(3) with time zone not null,
  began_ready_at timestamp(3) with time zone,
  constraint history_replacement_key unique (cluster_id, ended_pod_uid)
);
create index history_replacement_time on history_replacement (cluster_id, happened_at desc, id desc);
create index history_replacement_workload on history_replacement (cluster_id, namespace, workload, happened_at desc, id desc);
create index history_replacement_began on history_replacement (cluster_id, began_pod_uid);

create table history_probe_failure (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  namespace varchar(253) not null,
  kind varchar(63),
  workload varchar(253),
  pod varchar(253) not null,
  pod_uid varchar(64) not null,
  container varchar(253),
  probe varchar(10) not null,
  from_at timestamp(3) with time zone not null,
  failures integer not null,
  exact_count boolean not null,
  message varchar(1000) not null,
  event_key varchar(64) not null,
  series_at timestamp(3) with time zone not null,
  total integer not null,
  constraint history_probe_failure_key unique (cluster_id, event_key, series_at, total)
);
create index history_probe_failure_time on history_probe_failure (cluster_id, happened_at desc, id desc);
create index history_probe_failure_workload on history_probe_failure (cluster_id, namespace, workload, happened_at desc, id desc);
create index history_probe_failure_pod on history_probe_failure (cluster_id, pod_uid, happened_at desc, id desc);

create table history_event_count (
  cluster_id varchar(64) not null,
  event_key varchar(64) not null,
  pod_uid varchar(64) not null,
  container varchar(253),
  kind varchar(24) not null,
  first_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null,
  total integer not null,
  primary key (cluster_id, event_key)
);
create index history_event_count_time on history_event_count (cluster_id, last_at);
create index history_event_count_pod on history_event_count (cluster_id, pod_uid);

create table history_gap (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  natural_key varchar(400) not null,
  from_at timestamp(3) with time zone not null,
  namespace varchar(253),
  pod varchar(253),
  pod_uid varchar(64),
  container varchar(253),
  reason varchar(20) not null,
  missed integer,
  explanation varchar(1000) not null,
  constraint history_gap_key unique (cluster_id, natural_key)
);
create index history_gap_time on history_gap (cluster_id, happened_at desc, id desc);

create table history_claim (
  experiment_id uuid not null,
  cluster_id varchar(64) not null,
  pod_uid varchar(64) not null,
  container varchar(253) not null,
  container_id varchar(255) not null,
  confirmed integer not null,
  primary key (experiment_id, cluster_id, pod_uid, container, container_id)
);
create index history_claim_run on history_claim (cluster_id, pod_uid, container, container_id);

-- What is shown: the natural cause, and over it the one claim that counts: a confirmed one before
-- an open one, then the newest.
create view history_shown_restart as
select r.id, r.cluster_id, r.happened_at, r.namespace, r.kind, r.workload, r.pod, r.pod_uid,
  r.container, r.life, r.restart_count,
  case when c.confirmed = 1 then 'injected' else r.cause end as cause,
  r.cause as natural_cause, r.evidence, r.exit_code, r.reason,
  r.ended_container_id, r.ended_started_at, r.ended_finished_at,
  r.began_container_id, r.began_started_at, r.began_ready_at, r.seen_at, c.experiment_id
from history_restart r
left join history_claim c
  on c.cluster_id = r.cluster_id and c.pod_uid = r.pod_uid and c.container = r.container
  and c.container_id = r.ended_container_id
  and not exists (
    select 1 from history_claim o
    where o.cluster_id = c.cluster_id and o.pod_uid = c.pod_uid and o.container = c.container
      and o.container_id = c.container_id
      and (o.confirmed > c.confirmed
        or (o.confirmed = c.confirmed and o.experiment_id > c.experiment_id)));

create view history_shown_replacement as
select r.id, r.cluster_id, r.happened_at, r.namespace, r.kind, r.workload,
  case when c.confirmed = 1 then 'injected' else r.cause end as cause,
  r.ended_pod, r.ended_pod_uid, r.ended_at, r.began_pod, r.began_pod_uid, r.began_created_at,
  r.began_ready_at, c.experiment_id
from history_replacement r
left join history_claim c
  on c.cluster_id = r.cluster_id and c.pod_uid = r.ended_pod_uid and c.container = ''
  and not exists (
    select 1 from history_claim o
    where o.cluster_id = c.cluster_id and o.pod_uid = c.pod_uid and o.container = ''
      and (o.confirmed > c.confirmed
        or (o.confirmed = c.confirmed and o.experiment_id > c.experiment_id)));
