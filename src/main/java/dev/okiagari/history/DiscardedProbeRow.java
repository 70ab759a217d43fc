package dev.okiagari.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** Probes that the kubelet could not run, and of which nothing follows. */
@Entity
@Immutable
@Table(name = "history_probe_failure")
@SQLRestriction("standing = 'discarded'")
class DiscardedProbeRow extends ProbeRow {}
