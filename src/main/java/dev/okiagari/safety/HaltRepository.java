package dev.okiagari.safety;

import org.springframework.data.jpa.repository.JpaRepository;

/** Where the halt is kept. */
interface HaltRepository extends JpaRepository<HaltRow, Integer> {}
