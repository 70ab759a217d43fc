package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Processes;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.security.Actors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The processes of a container, read now by exec. */
@RestController
class ProcessesApi {

    private final Cluster cluster;
    private final Processes processes;
    private final Clearance clearance;
    private final Audit audit;

    ProcessesApi(Cluster cluster, Processes processes, Clearance clearance, Audit audit) {
        this.cluster = cluster;
        this.processes = processes;
        this.clearance = clearance;
        this.audit = audit;
    }

    @GetMapping("/api/processes")
    ProcessTable read(
            @RequestParam String namespace,
            @RequestParam String pod,
            @RequestParam String container,
            ServerWebExchange exchange)
            throws InterruptedException {
        clearance.check(
                Actors.of(exchange),
                Act.INSPECT,
                namespace,
                namespace + "/" + pod + "/" + container);
        PodSnapshot found = cluster.pod(namespace, pod);
        if (found == null || found.container(container).isEmpty()) {
            throw ApiProblem.notFound(
                    Message.of("api.problem.no-container", namespace, pod, container));
        }
        ProcessReading reading = processes.read(new ContainerRef(found.ref(), container));
        audit.record(
                Actors.of(exchange),
                "inspect",
                namespace + "/" + pod + "/" + container,
                reading instanceof ProcessReading.Known ? "done" : "failed");
        return switch (reading) {
            case ProcessReading.Known(ProcessTable table) -> table;
            case ProcessReading.Unknown(Message reason) ->
                    throw ApiProblem.of(HttpStatus.CONFLICT, reason);
        };
    }
}
