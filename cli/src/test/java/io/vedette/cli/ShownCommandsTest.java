package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Commands that pages and documents show are understood when they are copied. */
class ShownCommandsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGES = ROOT.resolve("dashboard/src/main/web/src");
  private static final Path OF_PAGES = PAGES.resolve("logic/commands.ts");

  private static final Pattern IN_SCRIPT =
      Pattern.compile("= '(\\./vedette [^']*)'|= \"(\\./vedette [^\"]*)\"");
  private static final Pattern IN_TEXT =
      Pattern.compile("(?m)^ {4}(?:\\S+=\\S+ )*((?:\\./)?vedette (?:.*\\\\\n)*.*)$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  static Stream<String> ofPages() throws IOException {
    return found(IN_SCRIPT, OF_PAGES).stream();
  }

  static Stream<String> ofDocuments() throws IOException {
    List<String> all = new ArrayList<>(found(IN_TEXT, ROOT.resolve("README.md")));
    all.addAll(found(IN_TEXT, ROOT.resolve("models/README.md")));
    try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
      for (Path document : documents.filter(d -> d.toString().endsWith(".md")).sorted().toList()) {
        all.addAll(found(IN_TEXT, document));
      }
    }
    return all.stream().distinct();
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    List<String> found = new ArrayList<>();
    for (Matcher m = pattern.matcher(Files.readString(file)); m.find(); ) {
      found.add(m.group(1) == null && m.groupCount() > 1 ? m.group(2) : m.group(1));
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("ofPages")
  void aCommandOfAPageIsUnderstoodAndItsFilesAreThere(String command) {
    List<String> words = words(command);
    assertUnderstood(words);
    assertThat(words.stream().filter(word -> word.endsWith(".onnx")))
        .allSatisfy(model -> assertThat(ROOT.resolve(model)).exists());
  }

  @ParameterizedTest
  @MethodSource("ofPages")
  void aCommandOfAPageMayBeToldWhichCoordinator(String command) {
    if (!command.contains("vedette demo") && !command.contains("vedette coordinator")) {
      assertUnderstood(words(command + " --coordinator 127.0.0.1:7512 --coordinator-tls"));
    }
  }

  @ParameterizedTest
  @MethodSource("ofDocuments")
  void aCommandOfADocumentIsUnderstood(String command) {
    assertUnderstood(words(command));
  }

  @Test
  void pagesShowNoOtherCommands() throws IOException {
    assertThat(ofPages()).hasSizeGreaterThan(4);
    try (Stream<Path> sources = Files.walk(PAGES)) {
      List<Path> others =
          sources
              .filter(f -> f.toString().matches(".*\\.tsx?"))
              .filter(f -> !f.toString().contains("commands."))
              .toList();
      for (Path source : others) {
        assertThat(Files.readString(source)).as(source.toString()).doesNotContain("./vedette");
      }
    }
  }

  @Test
  void documentsAreLookedThrough() throws IOException {
    assertThat(ofDocuments()).hasSizeGreaterThan(30);
  }

  private static void assertUnderstood(List<String> words) {
    CommandLine vedette = Vedette.commandLine();
    assertThatCode(() -> vedette.parseArgs(words.toArray(String[]::new)))
        .as(String.join(" ", words))
        .doesNotThrowAnyException();
  }

  /** As a shell would take it: quotes, a comment at the end, a line that goes on. */
  private static List<String> words(String command) {
    String line =
        command.replace("\\\n", " ").replaceAll("\\s#.*", "").replaceAll("\\s[|>&].*", "");
    List<String> words = new ArrayList<>();
    for (Matcher m = WORD.matcher(line); m.find(); ) {
      words.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3));
    }
    return words.subList(1, words.size());
  }
}
