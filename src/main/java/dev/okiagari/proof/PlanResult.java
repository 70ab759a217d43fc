package dev.okiagari.proof;

/** What came of asking how a probe would be proven. */
public sealed interface PlanResult permits ProofPlan, ProofRefused {}
