package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.liveness.Coverage;
import dev.okiagari.liveness.Covered;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The liveness page, all of it, to be kept elsewhere. */
@Hidden
@RestController
class LivenessExport {

    private final Coverage coverage;
    private final Cluster cluster;
    private final Hangs hangs;
    private final Texts texts;

    LivenessExport(Coverage coverage, Cluster cluster, Hangs hangs, Texts texts) {
        this.coverage = coverage;
        this.cluster = cluster;
        this.hangs = hangs;
        this.texts = texts;
    }

    /** As the API has it, the worst first. */
    record Whole(List<LivenessView> items) {}

    @GetMapping("/liveness/export.csv")
    ResponseEntity<byte[]> csv(LivenessFilter asked, Locale locale) {
        return Attachment.sheet(
                "okiagari-liveness.csv", LivenessSheet.of(found(asked), texts, locale));
    }

    @GetMapping("/liveness/export.json")
    ResponseEntity<Whole> json(LivenessFilter asked, Locale locale) {
        CoveredHangs told = new CoveredHangs(cluster, hangs);
        return Attachment.named("okiagari-liveness.json")
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        new Whole(
                                found(asked).stream()
                                        .map(one ->
                                                LivenessView.of(one, told.of(one), texts, locale))
                                        .toList()));
    }

    private List<Covered> found(LivenessFilter asked) {
        LivenessFilter filter = asked.lenient();
        return coverage.of(filter.query()).stream()
                .filter(filter::accepts)
                .sorted(Covered.BY_RISK)
                .toList();
    }
}
