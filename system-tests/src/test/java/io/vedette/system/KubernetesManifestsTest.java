package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.edge.AgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests fit together, and the configurations in them and in compose.yaml are valid. */
class KubernetesManifestsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MANIFESTS = ROOT.resolve("kubernetes");

  private static final Map<String, String> VERSIONS =
      Map.of(
          "ConfigMap", "v1",
          "Service", "v1",
          "StatefulSet", "apps/v1",
          "Deployment", "apps/v1",
          "PodDisruptionBudget", "policy/v1",
          "NetworkPolicy", "networking.k8s.io/v1");

  private static final Map<String, Class<?>> CONFIGS =
      Map.of(
          "coordinator", CoordinatorConfig.class,
          "teacher", TeacherConfig.class,
          "distiller", DistillerConfig.class,
          "agent", AgentConfig.class);

  /** The secrets that docs/containers.md tells to make. */
  private static final Set<String> SECRETS =
      Set.of(
          "vedette-dashboard-keys",
          "vedette-teacher-join",
          "vedette-distiller-join",
          "vedette-dashboard-join");

  private static final List<JsonNode> objects = new ArrayList<>();
  private static final List<String> files = new ArrayList<>();
  private static JsonNode kustomization;

  @TempDir private Path folder;

  @BeforeAll
  static void parse() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    kustomization = yaml.readTree(MANIFESTS.resolve("kustomization.yaml").toFile());
    try (Stream<Path> all = Files.list(MANIFESTS)) {
      for (Path file : all.sorted().toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          files.add(file.getFileName().toString());
          try (MappingIterator<JsonNode> documents =
              yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            documents.forEachRemaining(objects::add);
          }
        }
      }
    }
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(each -> each.path("kind").asText().equals(kind));
  }

  private static List<JsonNode> workloads() {
    return Stream.concat(ofKind("StatefulSet"), ofKind("Deployment")).toList();
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  private static JsonNode pod(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  private static JsonNode container(JsonNode workload) {
    return pod(workload).path("containers").get(0);
  }

  /** Whether a selector of labels and expressions takes the pods of a workload. */
  private static boolean selects(JsonNode selector, JsonNode workload) {
    JsonNode labels = workload.at("/spec/template/metadata/labels");
    return hasLabels(workload, selector.path("matchLabels").properties())
        && elements(selector.path("matchExpressions"))
            .allMatch(
                each ->
                    elements(each.path("values"))
                        .anyMatch(labels.path(each.path("key").asText())::equals));
  }

  private static boolean hasLabels(JsonNode workload, Set<Map.Entry<String, JsonNode>> wanted) {
    JsonNode labels = workload.at("/spec/template/metadata/labels");
    return wanted.stream().allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
  }

  @Test
  void everyFileIsListedAndEveryObjectHasItsVersionAndOneName() {
    assertThat(elements(kustomization.path("resources")).map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(files);
    Set<String> seen = new HashSet<>();
    for (JsonNode object : objects) {
      String kind = object.path("kind").asText();
      assertThat(object.path("apiVersion").asText()).as(kind).isEqualTo(VERSIONS.get(kind));
      assertThat(seen.add(kind + " " + name(object))).as(name(object)).isTrue();
    }
    assertThat(workloads()).hasSize(4);
  }

  @Test
  void podsAreHardenedLimitedAndProbed() {
    for (JsonNode workload : workloads()) {
      JsonNode container = container(workload);
      assertThat(selects(workload.at("/spec/selector"), workload)).as(name(workload)).isTrue();
      assertThat(pod(workload).at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod(workload).at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
          .isFalse();
      assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        String asks = container.path(probe).toString();
        String page = probe.equals("readinessProbe") ? "/health/ready" : "/health/live";
        assertThat(asks).as(name(workload) + " " + probe).contains(page);
      }
    }
  }

  @Test
  void whatIsMountedExists() {
    Set<String> maps = new HashSet<>();
    ofKind("ConfigMap").forEach(map -> maps.add(name(map)));
    for (JsonNode workload : workloads()) {
      Set<String> volumes = new HashSet<>();
      for (JsonNode volume : pod(workload).path("volumes")) {
        volumes.add(volume.path("name").asText());
        if (volume.has("configMap")) {
          assertThat(maps).contains(volume.at("/configMap/name").asText());
        }
        if (volume.has("secret")) {
          assertThat(SECRETS).contains(volume.at("/secret/secretName").asText());
          assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0400);
        }
      }
      elements(workload.at("/spec/volumeClaimTemplates"))
          .map(each -> name(each))
          .forEach(volumes::add);
      assertThat(
              elements(container(workload).path("volumeMounts")).map(m -> m.path("name").asText()))
          .containsExactlyInAnyOrderElementsOf(volumes);
    }
  }

  @Test
  void servicesBudgetsAndPoliciesFindTheirPods() {
    ofKind("Service")
        .forEach(
            service -> {
              Set<Map.Entry<String, JsonNode>> wanted = service.at("/spec/selector").properties();
              List<JsonNode> found =
                  workloads().stream().filter(each -> hasLabels(each, wanted)).toList();
              assertThat(found).as(name(service)).hasSize(1);
              assertThat(container(found.get(0)).at("/ports/0/name"))
                  .isEqualTo(service.at("/spec/ports/0/targetPort"));
            });
    Stream.concat(
            ofKind("PodDisruptionBudget").map(each -> each.at("/spec/selector")),
            ofKind("NetworkPolicy").map(each -> each.at("/spec/podSelector")))
        .forEach(
            selector ->
                assertThat(workloads())
                    .as(selector.toString())
                    .anyMatch(each -> selects(selector, each)));
  }

  @Test
  void configurationsAreValid() throws Exception {
    for (JsonNode map : ofKind("ConfigMap").toList()) {
      for (Map.Entry<String, JsonNode> file : map.path("data").properties()) {
        read(Files.writeString(folder.resolve(file.getKey()), file.getValue().asText()));
      }
    }
    try (Stream<Path> composed = Files.list(ROOT.resolve("containers/config"))) {
      for (Path file : composed.toList()) {
        read(file);
      }
    }
  }

  /** "agent-1.yaml" and "agent.yaml" are configurations of an agent. */
  private static void read(Path file) throws Exception {
    String role = file.getFileName().toString().split("[-.]")[0];
    assertThat(ConfigFile.read(file, CONFIGS.get(role))).as(file.toString()).isNotNull();
  }
}
