package io.vedette.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorSpec;
import io.vedette.registry.RegistryException;
import io.vedette.registry.Samples;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.registry.signing.ManifestVerifier;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CatalogTest {

  private final InMemoryVersionStore store = new InMemoryVersionStore();
  private KeyPair keys;
  private Catalog catalog;

  @BeforeEach
  void open() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    catalog = new Catalog(store, new ManifestSigner(keys), InstantSource.fixed(Samples.NOON));
  }

  @Test
  void numbersTimesAndSignsWhatItRegisters() throws Exception {
    Version first = catalog.register(Samples.draft("student", "d-1"), List.of());
    Version second = catalog.register(Samples.draft("student", "d-2"), List.of());

    assertThat(first.id()).isEqualTo(new VersionId("student", 1));
    assertThat(second.id()).isEqualTo(new VersionId("student", 2));
    assertThat(second.manifest().createdAt()).isEqualTo(Samples.NOON);
    new ManifestVerifier(keys.getPublic()).verify(second.manifest());
  }

  @Test
  void refusesAManifestThatNoAnswerHasRoomFor() {
    DetectorSpec detector = Samples.detector();
    Manifest large =
        Manifest.draft(
            "student",
            new DetectorSpec(
                IntStream.range(0, 1_300).mapToObj("%0128d"::formatted).toList(),
                detector.input(),
                detector.head(),
                detector.scoreThreshold(),
                detector.nmsIou(),
                detector.tiles()),
            null,
            Samples.draft("student", "d-1").variants(),
            Samples.lineage("d-1"),
            "");

    assertThatThrownBy(() -> catalog.register(large, List.of()))
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching("the manifest of student has \\d+ bytes, at most 163840; .*");
    assertThat(store.highestNumber("student")).isZero();
  }

  @Test
  void registersADistillationOnce() throws Exception {
    Version first = catalog.register(Samples.draft("student", "d-1"), List.of());

    assertThat(catalog.register(Samples.draft("student", "d-1"), List.of())).isEqualTo(first);
    assertThat(store.highestNumber("student")).isEqualTo(1);
  }

  @Test
  void registersImportsEveryTime() throws Exception {
    catalog.register(Samples.draft("student", ""), List.of());
    catalog.register(Samples.draft("student", ""), List.of());

    assertThat(store.highestNumber("student")).isEqualTo(2);
  }

  @Test
  void resolvesNumbersAndAliases() throws Exception {
    Version first = catalog.register(Samples.draft("student", "d-1"), List.of());
    Version second = catalog.register(Samples.draft("student", "d-2"), List.of());
    catalog.setAlias("stable", first.id());

    assertThat(catalog.resolve("student:2")).isEqualTo(second);
    assertThat(catalog.resolve("student@stable")).isEqualTo(first);
    catalog.setAlias("stable", second.id());
    assertThat(catalog.resolve("student@stable")).isEqualTo(second);
  }

  @Test
  void saysWhatIsWrongWithAReference() throws Exception {
    catalog.register(Samples.draft("student", "d-1"), List.of());

    assertThatThrownBy(() -> catalog.resolve("student"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("name:number or name@alias");
    assertThatThrownBy(() -> catalog.resolve("student:9"))
        .hasMessage("student:9: no such version; the newest is number 1");
    assertThatThrownBy(() -> catalog.resolve("student@best")).hasMessageContaining("no such alias");
    assertThatThrownBy(() -> catalog.resolve("../student:1")).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> catalog.setAlias("stable", new VersionId("student", 2)))
        .hasMessageContaining("no such version");
    assertThatThrownBy(() -> catalog.setAlias("a/b", new VersionId("student", 1)))
        .hasMessageContaining("cannot be an alias");
  }
}
