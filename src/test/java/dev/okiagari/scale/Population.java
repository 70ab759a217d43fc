package dev.okiagari.scale;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Pods as numbers: their versions, and the restarts of their one container. Three make a workload;
 * forty workloads a namespace. Written by one thread at a time.
 */
final class Population {

    private static final int REPLICAS = 3;
    private static final int PER_NAMESPACE = 40 * REPLICAS;

    private final long[] versions;
    private final int[] restarts;
    private final int[] touched;
    private final Instant[] startedAt;
    private final Instant[] endedAt;
    private long version = 1000;

    Population(int pods) {
        versions = new long[pods];
        restarts = new int[pods];
        touched = new int[pods];
        startedAt = new Instant[pods];
        endedAt = new Instant[pods];
        Instant born = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < pods; i++) {
            versions[i] = ++version;
            startedAt[i] = born;
            endedAt[i] = born;
        }
    }

    int size() {
        return versions.length;
    }

    long version() {
        return version;
    }

    String uid(int pod) {
        return "00000000-0000-4000-8000-%012d".formatted(pod);
    }

    int restarts(int pod) {
        return restarts[pod];
    }

    /** A change that is no restart, as nodes and controllers make many. */
    void touch(int pod) {
        touched[pod]++;
        versions[pod] = ++version;
    }

    void restart(int pod) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        restarts[pod]++;
        endedAt[pod] = now;
        startedAt[pod] = now;
        versions[pod] = ++version;
    }

    /** Some pods from a place on, as items of a list. */
    String items(int from, int count) {
        List<String> items = new ArrayList<>();
        for (int i = from; i < Math.min(size(), from + count); i++) {
            items.add(json(i));
        }
        return String.join(",", items);
    }

    /** About as long as a Deployment's pod is, without its managed fields. */
    String json(int pod) {
        int workload = pod / REPLICAS;
        String name = "app-%d-7d9c5b8f6-%05d".formatted(workload, pod);
        String namespace = "ns-%04d".formatted(pod / PER_NAMESPACE);
        String last =
                restarts[pod] == 0
                        ? "{}"
                        : """
                        {"terminated":{"exitCode":1,"reason":"Error","startedAt":"%s",\
                        "finishedAt":"%s","containerID":"containerd://%s"}}\
                        """
                                .formatted(
                                        endedAt[pod].minusSeconds(60),
                                        endedAt[pod],
                                        container(pod, restarts[pod] - 1));
        return POD.formatted(
                name,
                namespace,
                uid(pod),
                versions[pod],
                "app-" + workload,
                touched[pod],
                pod % 500,
                container(pod, restarts[pod]),
                restarts[pod],
                startedAt[pod],
                last,
                pod % 250);
    }

    private String container(int pod, int run) {
        return "%016x%016x%032x".formatted(pod, run, 7L);
    }

    private static final String POD =
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%1$s",\
            "generateName":"%5$s-7d9c5b8f6-","namespace":"%2$s","uid":"%3$s",\
            "resourceVersion":"%4$d","creationTimestamp":"2026-11-01T08:00:00Z",\
            "labels":{"app.kubernetes.io/name":"%5$s","app.kubernetes.io/part-of":"shop",\
            "pod-template-hash":"7d9c5b8f6"},"annotations":{"load/touched":"%6$d",\
            "kubectl.kubernetes.io/restartedAt":"2026-11-01T07:59:59Z",\
            "prometheus.io/scrape":"true","prometheus.io/port":"8080"},\
            "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet",\
            "name":"%5$s-7d9c5b8f6","uid":"11111111-2222-4333-8444-555555555555",\
            "controller":true,"blockOwnerDeletion":true}]},\
            "spec":{"volumes":[{"name":"kube-api-access-x7l2p","projected":{"sources":[\
            {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},\
            {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}],\
            "defaultMode":420}}],"containers":[{"name":"app",\
            "image":"registry.example.com/shop/app:1.27.3","ports":[{"name":"http",\
            "containerPort":8080,"protocol":"TCP"}],"env":[{"name":"JAVA_OPTS",\
            "value":"-XX:MaxRAMPercentage=70"},{"name":"POD_NAME","valueFrom":{"fieldRef":{\
            "apiVersion":"v1","fieldPath":"metadata.name"}}}],"resources":{"limits":{"cpu":"1",\
            "memory":"512Mi"},"requests":{"cpu":"100m","memory":"256Mi"}},"volumeMounts":[{\
            "name":"kube-api-access-x7l2p","readOnly":true,\
            "mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],\
            "livenessProbe":{"httpGet":{"path":"/healthz","port":8080,"scheme":"HTTP"},\
            "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},\
            "readinessProbe":{"httpGet":{"path":"/ready","port":8080,"scheme":"HTTP"},\
            "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},\
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",\
            "imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always",\
            "terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",\
            "serviceAccountName":"default","nodeName":"node-%7$03d","securityContext":{},\
            "schedulerName":"default-scheduler","tolerations":[{\
            "key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",\
            "tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable",\
            "operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,\
            "enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},\
            "status":{"phase":"Running","conditions":[\
            {"type":"PodReadyToStartContainers","status":"True","lastProbeTime":null,\
            "lastTransitionTime":"2026-11-01T08:00:02Z"},{"type":"Initialized","status":"True",\
            "lastProbeTime":null,"lastTransitionTime":"2026-11-01T08:00:00Z"},{"type":"Ready",\
            "status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-01T08:00:09Z"},\
            {"type":"ContainersReady","status":"True","lastProbeTime":null,\
            "lastTransitionTime":"2026-11-01T08:00:09Z"},{"type":"PodScheduled","status":"True",\
            "lastProbeTime":null,"lastTransitionTime":"2026-11-01T08:00:00Z"}],\
            "hostIP":"10.0.1.%12$d","podIP":"10.244.3.%12$d","podIPs":[{"ip":"10.244.3.%12$d"}],\
            "startTime":"2026-11-01T08:00:00Z","containerStatuses":[{"name":"app",\
            "state":{"running":{"startedAt":"%10$s"}},"lastState":%11$s,"ready":true,\
            "restartCount":%9$d,"image":"registry.example.com/shop/app:1.27.3",\
            "imageID":"registry.example.com/shop/app@sha256:\
            0f7a5c1d2e3b4a5968778695a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5",\
            "containerID":"containerd://%8$s","started":true}],"qosClass":"Burstable"}}\
            """;
}
