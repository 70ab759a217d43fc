package dev.okiagari.safety;

import static org.mockito.Mockito.mock;

/** A cluster that does not decide. */
final class Nobody {

    private Nobody() {}

    static PersonalRights asked() {
        return new PersonalRights(new ClusterDecides(false, "", ""), new Enquiry(mock()));
    }
}
