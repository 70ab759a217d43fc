-- By which revision of its workload a pod was made, the rollouts that this shows, and what speaks
-- for the cause of a replacement.
alter table history_pod add column revision varchar(253);

create table history_rollout (
  id bigint generated always as identity primary key,
  cluster_id varchar(64) not null,
  happened_at timestamp(3) with time zone not null,
  namespace varchar(253) not null,
  kind varchar(63) not null,
  workload varchar(253) not null,
  revision varchar(253) not null,
  to_at timestamp(3) with time zone,
  state varchar(20) not null,
  constraint history_rollout_key unique (cluster_id, namespace, kind, workload, revision, happened_at)
);
create index history_rollout_time on history_rollout (cluster_id, happened_at desc, id desc);
create index history_rollout_workload on history_rollout (cluster_id, namespace, workload, happened_at desc, id desc);
create index history_rollout_state on history_rollout (cluster_id, state);

alter table history_replacement add column evidence varchar(1000);

drop view history_shown_replacement;
create view history_shown_replacement as
select r.id, r.cluster_id, r.happened_at, r.namespace, r.kind, r.workload,
  case when c.confirmed = 1 then 'injected' else r.cause end as cause, r.evidence,
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
