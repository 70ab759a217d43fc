package dev.okiagari.security;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The users of mode local whose password was made up. */
interface LocalUsers extends Repository<LocalUser, String> {

    Optional<LocalUser> findById(String userName);

    LocalUser save(LocalUser user);
}
