package dev.okiagari.safety;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.replica.LeasePlace;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the cluster lets us do, by its own word; asked for when it is wanted, kept for a minute. */
@Component
public class Permissions {

    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;

    private record Question(@Nullable String namespace, String verb, String resource) {}

    private final Cluster cluster;
    private final Enquiry enquiry;
    private final AllowedNamespaces allowed;
    private final ClusterDecides decides;
    private final LeasePlace lease;
    private final Remembered<Question, Boolean> answers;

    Permissions(
            Cluster cluster,
            Enquiry enquiry,
            AllowedNamespaces allowed,
            ClusterDecides decides,
            LeasePlace lease,
            Clock clock) {
        this.cluster = cluster;
        this.enquiry = enquiry;
        this.allowed = allowed;
        this.decides = decides;
        this.lease = lease;
        this.answers = new Remembered<>(clock, FRESH);
    }

    /**
     * Whether we may; blocks for one request where it is not known.
     *
     * @param namespace null for all, or for what has none
     * @param resource with its subresource: {@code pods/exec}
     */
    public Permission.State may(@Nullable String namespace, String verb, String resource) {
        if (!cluster.connection().isConnected()) {
            return Permission.State.UNKNOWN;
        }
        Question question = new Question(namespace, verb, resource);
        Fact<Boolean> fact =
                answers.get(question, () -> enquiry.ask(client -> review(client, question)));
        return fact instanceof Fact.Known<Boolean>(Boolean yes)
                ? yes ? Permission.State.ALLOWED : Permission.State.DENIED
                : Permission.State.UNKNOWN;
    }

    /**
     * All that Okiagari needs, in each namespace that is watched or named for experiments, and
     * where the Lease of several replicas is.
     */
    public List<Permission> all() throws InterruptedException {
        List<Callable<Permission>> questions = new ArrayList<>();
        for (@Nullable String namespace : namespaces()) {
            needs().forEach(need -> questions.add(() -> answer(namespace, need)));
        }
        if (decides.enabled()) {
            questions.add(() -> answer(null, Need.REVIEW));
        }
        lease.namespace().ifPresent(place -> questions.addAll(ofLease(place)));
        return askedTogether(questions);
    }

    /** All that it needs in one namespace. */
    public List<Permission> in(String namespace) throws InterruptedException {
        List<Callable<Permission>> questions = new ArrayList<>();
        needs().forEach(need -> questions.add(() -> answer(namespace, need)));
        lease.namespace()
                .filter(namespace::equals)
                .ifPresent(place -> questions.addAll(ofLease(place)));
        return askedTogether(questions);
    }

    private List<Callable<Permission>> ofLease(String place) {
        return Need.REPLICAS.stream()
                .<Callable<Permission>>map(need -> () -> answer(place, need))
                .toList();
    }

    private List<Need> needs() {
        return Need.on(cluster.info().map(ClusterInfo::kind).orElse(ClusterKind.KUBERNETES));
    }

    private Permission answer(@Nullable String namespace, Need need) {
        return need.answered(namespace, may(namespace, need.verb(), need.resource()));
    }

    /** Rights to inject are given namespace by namespace, though all may be watched. */
    private List<@Nullable String> namespaces() {
        List<@Nullable String> namespaces = new ArrayList<>(cluster.namespaces());
        if (namespaces.isEmpty()) {
            namespaces.add(null);
        }
        allowed.namespaces().stream()
                .filter(name -> !name.contains("*") && !namespaces.contains(name))
                .forEach(namespaces::add);
        return namespaces;
    }

    private static List<Permission> askedTogether(List<Callable<Permission>> questions)
            throws InterruptedException {
        try (ExecutorService askers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Permission> permissions = new ArrayList<>();
            for (Future<Permission> answer : askers.invokeAll(questions)) {
                permissions.add(answer.get());
            }
            return permissions;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static @Nullable Boolean review(KubernetesClient client, Question question) {
        SelfSubjectAccessReview asked =
                new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withResourceAttributes(
                                Need.attributes(
                                        question.namespace(), question.verb(), question.resource()))
                        .endSpec()
                        .build();
        SelfSubjectAccessReview answered =
                client.authorization().v1().selfSubjectAccessReview().create(asked);
        var status = answered == null ? null : answered.getStatus();
        return status == null ? null : status.getAllowed();
    }
}
