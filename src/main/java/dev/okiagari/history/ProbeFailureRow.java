package dev.okiagari.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** Probe failures that count: what events told and an exact count has is not among them. */
@Entity
@Immutable
@Table(name = "history_probe_failure")
@SQLRestriction("standing = 'counted'")
class ProbeFailureRow extends ProbeRow {}
