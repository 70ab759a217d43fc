package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OfficeTests {

    private final Terms terms = mock(Terms.class);
    private final Office office = new Office(new Replica("us"), terms);

    @Test
    void aProcessThatIsAloneRecordsAndIsAskedForNothing() {
        Office alone = Office.alone();

        assertThat(alone.standing("cluster")).isEqualTo(Office.Standing.RECORDS);
        assertThat(alone.isHeld()).isTrue();
        assertThatCode(alone::hold).doesNotThrowAnyException();
    }

    @Test
    void whoIsNotElectedFollowsAndMayNotWrite() {
        assertThat(office.standing("cluster")).isEqualTo(Office.Standing.FOLLOWS);
        assertThatThrownBy(office::hold).isInstanceOf(Deposed.class);
    }

    @Test
    void whoIsElectedRecordsOnceTheTermHasBegun() {
        given(terms.begin("cluster", "us")).willReturn(4L);
        given(terms.hold("cluster", 4)).willReturn(true);

        office.elect();
        assertThat(office.standing("cluster")).isEqualTo(Office.Standing.ELECTED);
        assertThatThrownBy(office::hold).isInstanceOf(Deposed.class);

        office.take("cluster");
        assertThat(office.standing("cluster")).isEqualTo(Office.Standing.RECORDS);
        assertThatCode(office::hold).doesNotThrowAnyException();
    }

    @Test
    void whetherItRecordsIsMeasured() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new OfficeMetrics(office).bindTo(meters);
        assertThat(meters.get(OfficeMetrics.RECORDS).gauge().value()).isZero();

        office.elect();
        office.take("cluster");

        assertThat(meters.get(OfficeMetrics.RECORDS).gauge().value()).isEqualTo(1);
    }

    @Test
    void whoseTermIsOverMayNotWriteWhateverIsBelievedHere() {
        given(terms.begin("cluster", "us")).willReturn(4L);
        office.elect();
        office.take("cluster");

        given(terms.hold("cluster", 4)).willReturn(false);

        assertThat(office.standing("cluster")).isEqualTo(Office.Standing.RECORDS);
        assertThatThrownBy(office::hold).isInstanceOf(Deposed.class);
    }

    @Test
    void whoLeavesNeedsAnotherElection() {
        office.elect();
        office.take("cluster");

        office.leave();

        assertThat(office.standing("cluster")).isEqualTo(Office.Standing.FOLLOWS);
        assertThat(office.isHeld()).isFalse();
    }

    @Test
    void anotherClusterIsAnotherTerm() {
        office.elect();
        office.take("cluster");

        assertThat(office.standing("other")).isEqualTo(Office.Standing.ELECTED);
    }
}
