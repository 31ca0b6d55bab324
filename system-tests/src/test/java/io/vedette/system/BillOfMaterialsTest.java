package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The distribution's bill of materials names each library, and each may be handed on. */
class BillOfMaterialsTest {

  private static final Path HOME = Path.of("..", "cli", "target", "vedette");

  /** SPDX identifiers of licences that ask for no more than a notice. */
  private static final Set<String> FREE =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "EPL-1.0", "EPL-2.0");

  /** Licences without an SPDX identifier, by the libraries that have them. */
  private static final Map<String, String> READ =
      Map.of(
          "org.bouncycastle", "Bouncy Castle Licence", // the text of MIT
          "javax.cache",
              "JSR-000107 JCACHE 2.9 Public Review - Updated Specification License"); // interfaces

  private static JsonNode bill() throws IOException {
    Path file = HOME.resolve("sbom.cdx.json");
    assumeTrue(Files.exists(file), () -> file + " is absent: 'mvn package' makes it");
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void eachLibraryOfTheDistributionIsInIt() throws IOException {
    Set<String> named = new TreeSet<>();
    bill().get("components").forEach(c -> named.add(text(c, "name") + "-" + text(c, "version")));
    List<String> missing = new ArrayList<>();
    for (String folder : List.of("lib", "lib/training")) {
      try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".jar") && !name.startsWith("vedette-"))
            .filter(name -> named.stream().noneMatch(known -> isJarOf(name, known)))
            .forEach(missing::add);
      }
    }
    assertThat(missing).isEmpty();
  }

  /** A jar's name may end with the platform it is for. */
  private static boolean isJarOf(String jar, String component) {
    return jar.equals(component + ".jar") || jar.startsWith(component + "-");
  }

  @Test
  void eachMayBeHandedOn() throws IOException {
    List<String> doubtful = new ArrayList<>();
    for (JsonNode component : bill().get("components")) {
      if (text(component, "group").equals("io.vedette")) {
        continue; // ours: LICENSE
      }
      Set<String> licences = licences(component);
      boolean read = licences.contains(READ.getOrDefault(text(component, "group"), "-"));
      if (!read && licences.stream().noneMatch(FREE::contains)) {
        doubtful.add(text(component, "name") + " " + licences);
      }
    }
    assertThat(doubtful).isEmpty();
  }

  /** Of several the receiver may choose one. */
  private static Set<String> licences(JsonNode component) {
    Set<String> names = new TreeSet<>();
    for (JsonNode entry : component.path("licenses")) {
      JsonNode licence = entry.path("license");
      names.add(licence.has("id") ? text(licence, "id") : text(licence, "name"));
    }
    return names;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
