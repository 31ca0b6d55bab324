package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs is the list in the code; {@code -Dvedette.rewrite=true} writes it anew. */
class ArchitecturesPageTest {

  private static final String BEGIN = "<!-- table -->\n";
  private static final String END = "<!-- end of table -->\n";

  @Test
  void docsShowWhatCanBeAskedForByName() throws Exception {
    Path file = root().resolve("docs/architectures.md");
    String page = Files.readString(file);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.writeString(file, page.substring(0, from) + table() + page.substring(to));
    }
    assertThat(Files.readString(file)).contains(BEGIN + table() + END);
  }

  private static String table() {
    return """

    | name | parameters | GFLOPs | at | strides | activation | what for |
    |---|---|---|---|---|---|---|
    %s

    """
        .formatted(
            Architecture.all().stream()
                .map(ArchitecturesPageTest::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(Architecture a) {
    NetworkSize size = a.design().size(80, a.inputSize());
    return String.format(
        Locale.ROOT,
        "| `%s` | %,d | %.2f | %d | %d to %d | %s | %s |",
        a.name(),
        size.parameters(),
        size.gflops(),
        a.inputSize(),
        a.design().levels().finest(),
        a.design().levels().coarsest(),
        a.design().activation(),
        a.purpose());
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs")) ? here : here.getParent();
  }
}
