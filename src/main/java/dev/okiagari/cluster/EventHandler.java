package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** From what an informer says of events to our listeners. */
final class EventHandler implements ResourceEventHandler<Event> {

    private static final Logger log = LoggerFactory.getLogger(EventHandler.class);

    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventHandler(ApplicationEventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void onAdd(Event event) {
        publish(event);
    }

    @Override
    public void onUpdate(Event before, Event event) {
        publish(event);
    }

    @Override
    public void onDelete(Event event, boolean unseen) {
        // Events end by their time to live; what they said stays true.
    }

    private void publish(Event event) {
        try {
            publisher.publishEvent(
                    new ClusterEvent.EventObserved(
                            EventTranslator.translate(event),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (RuntimeException malformed) {
            ObjectReference about = event.getInvolvedObject();
            boolean ofPod = about != null && "Pod".equals(about.getKind());
            About.pod(
                            log.atWarn(),
                            event.getMetadata().getNamespace(),
                            ofPod ? about.getName() : null)
                    .log(
                            "event {}/{} cannot be read: {}",
                            event.getMetadata().getNamespace(),
                            event.getMetadata().getName(),
                            Failures.shortly(malformed));
        }
    }
}
