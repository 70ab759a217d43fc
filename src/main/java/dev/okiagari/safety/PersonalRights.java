package dev.okiagari.safety;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person may do on the cluster themselves, by its own word; so that nobody does through
 * Okiagari what it would refuse them. Asked for at each act and never kept: a right that was taken
 * away counts at once. No answer is a no.
 */
@Component
public class PersonalRights {

    /** Names that the cluster gives to its own; no login may bring one. */
    private static final String RESERVED = "system:";

    /** Whoever has shown who they are is in it, says the API server. */
    private static final String EVERYBODY = "system:authenticated";

    private static final int LONGEST = 200;

    private final ClusterDecides settings;
    private final Enquiry enquiry;

    PersonalRights(ClusterDecides settings, Enquiry enquiry) {
        this.settings = settings;
        this.enquiry = enquiry;
    }

    /** What they lack in a namespace; empty where they lack nothing, or where nobody asks. */
    public Optional<Refusal> refusal(Actor by, String namespace, Deed deed) {
        // What Okiagari does of itself undoes what somebody was allowed to do.
        return settings.enabled() && !by.equals(Actor.ITSELF)
                ? asked(by, namespace, deed)
                : Optional.empty();
    }

    private Optional<Refusal> asked(Actor by, String namespace, Deed deed) {
        String user = settings.userPrefix() + by.user();
        if (user.startsWith(RESERVED)) {
            return Optional.of(no("reserved", user, namespace, deed, RESERVED));
        }
        Fact<SubjectAccessReviewStatus> answer =
                enquiry.ask(client -> review(client, user, groups(by), namespace, deed));
        return switch (answer) {
            case Fact.Known<SubjectAccessReviewStatus>(var status) ->
                    isAllowed(status)
                            ? Optional.empty()
                            : Optional.of(no("denied", user, namespace, deed, reason(status)));
            case Fact.Hidden<SubjectAccessReviewStatus> _ ->
                    Optional.of(no("unasked", user, namespace, deed, ""));
            case Fact.Unknown<SubjectAccessReviewStatus>(String why) ->
                    Optional.of(no("unanswered", user, namespace, deed, why));
        };
    }

    private static boolean isAllowed(SubjectAccessReviewStatus status) {
        return Boolean.TRUE.equals(status.getAllowed()) && !Boolean.TRUE.equals(status.getDenied());
    }

    private static Refusal no(
            String which, String user, String namespace, Deed deed, String reason) {
        return Refusal.because(
                Guard.CLUSTER_DENIES, which, user, deed.verb(), deed.resource(), namespace, reason);
    }

    private static String reason(SubjectAccessReviewStatus status) {
        String said =
                status.getReason() == null || status.getReason().isBlank()
                        ? status.getEvaluationError()
                        : status.getReason();
        String text = said == null ? "" : said.replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.isEmpty()) {
            return "no rule allows it";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private List<String> groups(Actor by) {
        List<String> groups = new ArrayList<>();
        by.groups().stream()
                .map(group -> settings.groupPrefix() + group)
                .filter(group -> !group.startsWith(RESERVED))
                .sorted()
                .forEach(groups::add);
        groups.add(EVERYBODY);
        return groups;
    }

    private static @Nullable SubjectAccessReviewStatus review(
            KubernetesClient client,
            String user,
            List<String> groups,
            String namespace,
            Deed deed) {
        var asked =
                new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withGroups(groups)
                        .withResourceAttributes(
                                Need.attributes(namespace, deed.verb(), deed.resource()))
                        .endSpec()
                        .build();
        var answered = client.authorization().v1().subjectAccessReview().create(asked);
        return answered == null ? null : answered.getStatus();
    }
}
