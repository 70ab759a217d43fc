-- What a timeline asks: the newest of a namespace, and of a container what lies in a range.
create index history_restart_namespace on history_restart (cluster_id, namespace, happened_at desc, id desc);
create index history_restart_lane on history_restart (cluster_id, pod_uid, container, happened_at, cause);
create index history_run_lane on history_run (cluster_id, pod_uid, container, happened_at desc, id desc);
create index history_pod_owner on history_pod (cluster_id, namespace, workload, pod);
create index history_pod_workload on history_pod (cluster_id, workload);
create index history_pod_name on history_pod (cluster_id, pod);
