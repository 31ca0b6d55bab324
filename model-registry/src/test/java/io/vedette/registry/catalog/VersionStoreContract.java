package io.vedette.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.registry.Samples;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link VersionStore} promises. A form of it is tested by extending this class. */
public abstract class VersionStoreContract {

  private VersionStore store;

  /** An empty store. */
  protected abstract VersionStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @Test
  void givesBackWhatWasPut() {
    Version version = Samples.version("student", 1, 0);

    assertThat(store.putIfAbsent(version)).isTrue();

    assertThat(store.get(version.id())).contains(version);
    assertThat(store.get(new VersionId("student", 2))).isEmpty();
    assertThat(store.get(new VersionId("teacher", 1))).isEmpty();
  }

  @Test
  void neverChangesAVersion() {
    Version first = Samples.version("student", 1, 0);
    store.putIfAbsent(first);

    assertThat(store.putIfAbsent(Samples.version("student", 1, 99))).isFalse();

    assertThat(store.get(first.id())).contains(first);
    assertThat(store.newest(10)).containsExactly(first);
  }

  @Test
  void countsNumbersWithinAName() {
    assertThat(store.highestNumber("student")).isZero();

    store.putIfAbsent(Samples.version("student", 1, 0));
    store.putIfAbsent(Samples.version("student", 12, 1));
    store.putIfAbsent(Samples.version("student", 2, 2));
    store.putIfAbsent(Samples.version("student-b", 40, 2));

    assertThat(store.highestNumber("student")).isEqualTo(12);
    assertThat(store.highestNumber("student-b")).isEqualTo(40);
    assertThat(store.highestNumber("stud")).isZero();
  }

  @Test
  void listsTheNewestFirst() {
    store.putIfAbsent(Samples.version("student", 1, 0));
    store.putIfAbsent(Samples.version("teacher", 1, 5));
    store.putIfAbsent(Samples.version("student", 2, 10));
    store.putIfAbsent(Samples.version("student", 3, 10));

    assertThat(ids(store.newest(3)))
        .containsExactly(
            new VersionId("student", 3), new VersionId("student", 2), new VersionId("teacher", 1));
    assertThat(store.newest(100)).hasSize(4);
    assertThat(store.newest(0)).isEmpty();
  }

  @Test
  void findsAVersionByItsDistillation() {
    Version second = Samples.version("student", 2, 1);
    store.putIfAbsent(Samples.version("student", 1, 0));
    store.putIfAbsent(second);

    assertThat(store.byDistillation("d-student-2")).contains(second);
    assertThat(store.byDistillation("d-student-3")).isEmpty();
  }

  @Test
  void movesAnAlias() {
    VersionId one = new VersionId("student", 1);
    VersionId two = new VersionId("student", 2);
    store.putIfAbsent(Samples.version("student", 1, 0));
    store.putIfAbsent(Samples.version("student", 2, 1));

    assertThat(store.alias("student", "stable")).isEmpty();
    assertThat(store.aliases("student")).isEmpty();

    store.putAlias("stable", one);
    store.putAlias("canary", two);
    store.putAlias("stable", two);
    store.putAlias("stable", new VersionId("teacher", 1));

    assertThat(store.alias("student", "stable")).contains(two);
    assertThat(store.aliases("student")).isEqualTo(Map.of("stable", two, "canary", two));
    assertThat(store.alias("teacher", "stable")).contains(new VersionId("teacher", 1));
  }

  @Test
  void givesOneNumberToOneOfManyThatWantIt() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> attempts =
          java.util.stream.IntStream.range(0, threads)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> store.putIfAbsent(Samples.version("student", 1, i)))
              .toList();
      int won = 0;
      for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
        won += attempt.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<VersionId> ids(List<Version> versions) {
    return versions.stream().map(Version::id).toList();
  }
}
