-- A pod that its controller deleted because there were to be fewer has no successor.
alter table history_replacement alter column began_pod drop not null;
alter table history_replacement alter column began_pod_uid drop not null;
alter table history_replacement alter column began_created_at drop not null;
