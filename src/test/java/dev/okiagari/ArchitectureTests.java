package dev.okiagari;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "dev.okiagari", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "dev.okiagari";
    private static final String AVAILABILITY = ROOT + ".availability..";
    private static final String CLUSTER = ROOT + ".cluster..";
    private static final String HISTORY = ROOT + ".history..";
    private static final String SAFETY = ROOT + ".safety..";
    private static final String EXPERIMENT = ROOT + ".experiment..";
    private static final String LIVENESS = ROOT + ".liveness..";
    private static final String PROOF = ROOT + ".proof..";
    private static final String PROBES = ROOT + ".probes..";
    private static final String PRACTICE = ROOT + ".practice..";
    private static final String SECURITY = ROOT + ".security..";
    private static final String REPLICA = ROOT + ".replica..";
    private static final String WEB = ROOT + ".web..";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.okiagari.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a part that cannot be understood without its users is not a part");

    @ArchTest
    static final ArchRule fabric8StaysAtTheEdge =
            noClasses()
                    .that(
                            are(
                                    outside(
                                            AVAILABILITY,
                                            CLUSTER,
                                            EXPERIMENT,
                                            LIVENESS,
                                            PROBES,
                                            REPLICA,
                                            SAFETY,
                                            PRACTICE)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.fabric8..")
                    .because("outside types are translated once, at the edge");

    @ArchTest
    static final ArchRule fabric8IsInNoPublicSignature =
            methods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat(are(visibleToOtherPackages()))
                    .and()
                    .areDeclaredInClassesThat(are(outside(PRACTICE)))
                    .should(mentionNoFabric8())
                    .because("what other parts see is our own words for a cluster");

    @ArchTest
    static final ArchRule jpaStaysWhereDataIsKept =
            noClasses()
                    .that(are(outside(HISTORY, EXPERIMENT, LIVENESS, PROOF, SAFETY, SECURITY)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.persistence..")
                    .because("pages and watches work on records, not on rows");

    @ArchTest
    static final ArchRule entitiesAreNobodyElses =
            classes()
                    .that()
                    .areAnnotatedWith("jakarta.persistence.Entity")
                    .or()
                    .areAssignableTo("org.springframework.data.repository.Repository")
                    .should()
                    .notBePublic()
                    // a package may keep its rows by SQL alone
                    .allowEmptyShould(true)
                    .because("a table belongs to one package");

    @ArchTest
    static final ArchRule jacksonIsTheThird =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.databind..")
                    .because("Spring Boot 4 and fabric8 8 speak Jackson 3 (tools.jackson)");

    @ArchTest
    static final ArchRule onlyPagesKnowTheWeb =
            noClasses()
                    .that(are(outside(WEB, SECURITY, ROOT)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.web..",
                            "org.thymeleaf..",
                            "org.springframework.http.server..")
                    .because("what happens in a cluster does not depend on who looks");

    @ArchTest
    static final ArchRule onlyStreamsAreReactive =
            noClasses()
                    .that(are(outside(WEB, SECURITY, PRACTICE)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("reactor..")
                    .because(
                            "blocking code on virtual threads is read, debugged and traced as it runs");

    @ArchTest
    static final ArchRule thereIsOneClock =
            noClasses()
                    .that(are(not(equivalentTo(ApplicationTime.class))))
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .orShould()
                    .callMethod(Clock.class, "system", java.time.ZoneId.class)
                    .because("tests move the clock, and the practice cluster's runs faster");

    @ArchTest
    static final ArchRule thereIsOneWayToWait =
            noClasses()
                    .that(are(not(equivalentTo(ApplicationTime.class))))
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .because("tests do not wait, and the practice cluster waits less");

    @ArchTest
    static final ArchRule whatIsNeededComesByConstructor =
            noFields()
                    .should()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                    .orShould()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                    .orShould()
                    .beAnnotatedWith("jakarta.annotation.Resource")
                    .orShould()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .because("a constructor shows what a class needs, and a test can give it");

    @ArchTest
    static final ArchRule loggersAreConstants =
            fields().that()
                    .haveRawType("org.slf4j.Logger")
                    .should()
                    .bePrivate()
                    .andShould()
                    .beStatic()
                    .andShould()
                    .beFinal()
                    .because("a logger is nobody else's");

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return not(resideInAnyPackage(packages));
    }

    private static DescribedPredicate<JavaClass> visibleToOtherPackages() {
        return DescribedPredicate.describe(
                "visible to other packages",
                type ->
                        type.getModifiers().contains(JavaModifier.PUBLIC)
                                && type.getEnclosingClass()
                                        .map(outer -> visibleToOtherPackages().test(outer))
                                        .orElse(true));
    }

    private static ArchCondition<JavaMethod> mentionNoFabric8() {
        return new ArchCondition<>("mention no io.fabric8 type") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (mentionsFabric8(method) && !isTheClient(method)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            }
        };
    }

    private static boolean mentionsFabric8(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && Stream.concat(
                                method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .anyMatch(type -> type.getPackageName().startsWith("io.fabric8"));
    }

    private static boolean isTheClient(JavaMethod method) {
        return method.getName().equals("client")
                && method.getOwner().getFullName().equals(ROOT + ".cluster.ClusterConnection");
    }
}
