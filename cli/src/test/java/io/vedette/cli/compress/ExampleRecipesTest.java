package io.vedette.cli.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExampleRecipesTest {

  @Test
  void everyExampleCanBeFollowed() throws Exception {
    List<Path> examples;
    try (Stream<Path> files = Files.list(Path.of("../examples/recipes"))) {
      examples = files.sorted().toList();
    }
    for (Path example : examples) {
      assertThat(RecipeFile.read(example).entries()).as(example.toString()).isNotEmpty();
    }
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
  }
}
