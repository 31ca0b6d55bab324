package io.vedette.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The rules of docs/architecture.md: which arrows are allowed, and where each big library may be
 * known.
 */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  private static final String PROTO = "io.vedette.proto..";
  private static final String WIRE = "io.vedette.wire..";
  private static final String DETECTOR = "io.vedette.detector..";
  private static final String SCENARIO = "io.vedette.scenario..";
  private static final String FEDERATED = "io.vedette.federated..";
  private static final String REGISTRY = "io.vedette.registry..";
  private static final String EDGE = "io.vedette.edge..";
  private static final String CLOUD = "io.vedette.cloud..";
  private static final String DASHBOARD = "io.vedette.dashboard..";
  private static final String CLI = "io.vedette.cli..";
  private static final String BENCHMARKS = "io.vedette.benchmarks..";

  @ArchTest
  static final ArchRule wireKnowsNoModule =
      arrows(WIRE, DETECTOR, SCENARIO, FEDERATED, REGISTRY, EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest
  static final ArchRule detectorKnowsNoModule =
      arrows(DETECTOR, PROTO, WIRE, SCENARIO, FEDERATED, REGISTRY, EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest
  static final ArchRule scenarioKnowsDetectorOnly =
      arrows(SCENARIO, PROTO, WIRE, FEDERATED, REGISTRY, EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest
  static final ArchRule studentsLearnFromDetectorsOnly =
      arrows(FEDERATED, PROTO, WIRE, SCENARIO, REGISTRY, EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest
  static final ArchRule registryKnowsProtoAndDetector =
      arrows(REGISTRY, SCENARIO, FEDERATED, EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest static final ArchRule edgeKnowsNoCloud = arrows(EDGE, CLOUD, DASHBOARD, CLI);

  @ArchTest static final ArchRule cloudKnowsNoEdge = arrows(CLOUD, SCENARIO, EDGE, DASHBOARD, CLI);

  @ArchTest
  static final ArchRule dashboardKnowsTheWireOnly =
      arrows(DASHBOARD, DETECTOR, SCENARIO, FEDERATED, REGISTRY, EDGE, CLOUD, CLI);

  @ArchTest static final ArchRule nothingKnowsBenchmarks = arrows(CLI, BENCHMARKS);

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.vedette.(**)").namingSlices("$1").should().beFreeOfCycles();

  @ArchTest static final ArchRule djl = onlyIn("ai.djl..", "io.vedette.federated.autograd..");

  @ArchTest
  static final ArchRule onnxRuntime = onlyIn("ai.onnxruntime..", "io.vedette.detector.runtime..");

  @ArchTest
  static final ArchRule pixelLibraries =
      onlyIn("org.bytedeco..", "io.vedette.detector.image..", "io.vedette.edge.camera..");

  @ArchTest
  static final ArchRule charts =
      onlyIn(
          "org.knowm..",
          "io.vedette.federated.train.report..",
          "io.vedette.cli.compress..",
          "io.vedette.cli.escalation..",
          "io.vedette.benchmarks.losses..");

  @ArchTest
  static final ArchRule ignite = onlyIn("org.apache.ignite..", "io.vedette.cloud.store..");

  @ArchTest
  static final ArchRule certificates =
      onlyIn("org.bouncycastle..", "io.vedette.wire.identity..", "io.vedette.cloud.identity..");

  @ArchTest
  static final ArchRule meters =
      onlyIn(
          "io.micrometer..",
          "io.vedette.wire.operations..",
          "io.vedette.cloud.operations..",
          "io.vedette.dashboard.operations..",
          "io.vedette.edge.show..");

  @ArchTest
  static final ArchRule operationsOverHttp =
      onlyIn("com.sun.net.httpserver..", "io.vedette.wire.operations..");

  @ArchTest
  static final ArchRule grpc =
      onlyIn(
          "io.grpc..",
          WIRE,
          PROTO,
          "io.vedette.edge.link..",
          "io.vedette.cloud.rpc..",
          "io.vedette.cloud.worker..",
          "io.vedette.dashboard.api..",
          "io.vedette.dashboard.live..",
          CLI);

  @ArchTest
  static final ArchRule wireMessages =
      onlyIn(
          PROTO,
          PROTO,
          WIRE,
          "io.vedette.registry.manifest..",
          "io.vedette.edge.link..",
          "io.vedette.cloud.rpc..",
          "io.vedette.cloud.worker..",
          "io.vedette.dashboard.api..",
          "io.vedette.dashboard.live..",
          CLI);

  @ArchTest
  static final ArchRule vertx =
      onlyIn("io.vertx..", DASHBOARD, "io.vedette.edge.show..", "io.vedette.cloud");

  /** Messages of the wire are named as what they carry; everything else has a name of its own. */
  @ArchTest
  static void noSimpleNameTwice(JavaClasses classes) {
    Map<String, List<String>> packages = new TreeMap<>();
    for (JavaClass each : classes) {
      if (each.isTopLevelClass()
          && !each.getPackageName().startsWith("io.vedette.proto")
          && !each.getSimpleName().equals("package-info")) {
        packages
            .computeIfAbsent(each.getSimpleName(), name -> new ArrayList<>())
            .add(each.getPackageName());
      }
    }
    packages.values().removeIf(where -> where.size() == 1);
    assertThat(packages).isEmpty();
  }

  @ArchTest
  static final ArchRule decisionsReadNoClock =
      decisions()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule decisionsDrawFromSeedsOnly =
      decisions()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, SecureRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class);

  @ArchTest
  static final ArchRule decisionsReadAndWriteNothing =
      decisions()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Files.class, File.class, InputStream.class, OutputStream.class);

  /** State machines, policies, gates, losses and aggregation. */
  private static GivenClassesConjunction decisions() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("StateMachine")
        .or()
        .haveSimpleNameEndingWith("Rules")
        .or()
        .haveSimpleNameEndingWith("Policy")
        .or()
        .haveSimpleNameEndingWith("Gate")
        .or()
        .haveSimpleNameEndingWith("Loss")
        .or()
        .resideInAPackage("io.vedette.federated.aggregate..");
  }

  private static ArchRule arrows(String from, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }

  private static ArchRule onlyIn(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .and()
        .resideInAPackage("io.vedette..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }
}
