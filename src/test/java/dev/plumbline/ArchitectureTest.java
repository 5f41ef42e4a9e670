package dev.plumbline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;

/** What must never be, as rules. Each names the harm it prevents. */
@AnalyzeClasses(packages = "dev.plumbline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule detectorsSeeNumbersNotTranscripts =
      noClasses()
          .that()
          .resideInAPackage("..detect..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..probe..");

  @ArchTest
  static final ArchRule noCheckKnowsAThreshold =
      noClasses()
          .that()
          .resideInAPackage("..score..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..detect..", "..stats..");

  /** The only edge against the flow of data is the topic of demands. */
  @ArchTest
  static final ArchRule explanationsKnowOfProbesOnlyHowToDemandThem =
      noClasses()
          .that()
          .resideInAPackage("..incident..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("..probe..")
                  .and(
                      not(nameMatching(".*\\.probe\\.(Demand|Demands|DemandReader|ProbeTopics)"))));

  /** A gate decides on its own pairs; what else is open reaches it by name. */
  @ArchTest
  static final ArchRule gatesDoNotKnowOfIncidents =
      noClasses()
          .that()
          .resideInAPackage("..gate..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..incident..");

  @ArchTest
  static final ArchRule incidentsDoNotKnowOfGates =
      noClasses()
          .that()
          .resideInAPackage("..incident..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gate..");

  @ArchTest
  static final ArchRule nothingDependsOnTheShell =
      noClasses()
          .that()
          .resideOutsideOfPackages("..app..", "dev.plumbline")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.plumbline.app..");

  /** Pages read other modules; nobody waits for a page. */
  @ArchTest
  static final ArchRule nothingDependsOnPages =
      noClasses()
          .that()
          .resideOutsideOfPackage("..triage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..triage..");

  @ArchTest
  static final ArchRule nothingDependsOnPracticeAndStandalone =
      noClasses()
          .that()
          .resideOutsideOfPackages("..app..", "..corpus..", "..lab..", "..standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..corpus..", "..lab..", "..standalone..");

  @ArchTest
  static final ArchRule onlyTheShellRehearses =
      noClasses()
          .that()
          .resideOutsideOfPackages("..app..", "..rehearsal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..rehearsal..");

  @ArchTest
  static final ArchRule statisticsAreNumbersInNumbersOut =
      classes()
          .that()
          .resideInAPackage("..stats..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.plumbline.stats..",
              "java..",
              "org.jspecify..",
              "org.apache.commons.statistics..",
              "org.springframework.modulith..");

  @ArchTest
  static final ArchRule foundationsStandAlone =
      noClasses()
          .that()
          .resideInAnyPackage("..stats..", "..topic..", "..catalog..", "..role..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.plumbline..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "..stats..", "..topic..", "..catalog..", "..role.."))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.plumbline.(*)..").should().beFreeOfCycles();

  /** Results must be reproducible and testable: time and chance come in through constructors. */
  @ArchTest
  static final ArchRule noHiddenClockOrRandomness =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.plumbline.app")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class);

  @ArchTest
  static final ArchRule noSleeping =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule springEventsAreNoSecondBus =
      noClasses().should().callMethodWhere(target(nameMatching("publishEvent")));

  @ArchTest
  static final ArchRule settingsComeAsRecords = noFields().should().beAnnotatedWith(Value.class);

  /** SQL lives in stores and what reads their rows, HTTP in controllers: found in one step. */
  @ArchTest
  static final ArchRule onlyStoresSpeakSql =
      noClasses()
          .that(
              not(nameEndsWith("Store"))
                  .and(not(nameEndsWith("Rows")))
                  .and(not(nameEndsWith("Configuration"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..");

  @ArchTest
  static final ArchRule onlyControllersSpeakWeb =
      noClasses()
          .that(not(nameEndsWith("Controller")).and(not(nameEndsWith("Configuration"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.web.bind..");

  @ArchTest
  static final ArchRule controllersAndStoresStayInsideTheirModule =
      noClasses().that(nameEndsWith("Controller").or(nameEndsWith("Store"))).should().bePublic();

  private static DescribedPredicate<JavaClass> nameEndsWith(String suffix) {
    return DescribedPredicate.describe(
        "named *" + suffix, type -> topLevel(type).getSimpleName().endsWith(suffix));
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
  }
}
