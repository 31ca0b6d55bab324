package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The wire against the committed one. What is new is recorded by {@code -Dvedette.rewrite=true}.
 * What breaks older peers is recorded only when {@code -Dvedette.adr=NNNN} names the decision, too.
 */
class WireCompatibilityTest {

  private static final Path COMMITTED = Path.of("src/test/descriptor/vedette.v1.txt");

  @Test
  void theWireIsTheCommittedOne() throws Exception {
    Map<String, String> current = WireText.current();
    Map<String, String> before =
        Files.exists(COMMITTED) ? WireText.read(Files.readAllLines(COMMITTED)) : Map.of();
    List<String> breaks = breaks(before, current);
    boolean rewrite = Boolean.getBoolean("vedette.rewrite");
    if (!breaks.isEmpty() && !(rewrite && decided())) {
      fail(
          "these changes break peers of an earlier build: number new fields anew, reserve old numbers,"
              + " or decide it in docs/adr and record it with -Dvedette.rewrite=true -Dvedette.adr=NNNN\n"
              + String.join("\n", breaks));
    }
    if (rewrite) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, WireText.write(current));
    }
    assertThat(COMMITTED)
        .as("new on the wire: record it with -Dvedette.rewrite=true")
        .hasContent(WireText.write(current));
  }

  private static boolean decided() throws Exception {
    String adr = System.getProperty("vedette.adr", "");
    try (var files = Files.list(Path.of("../docs/adr"))) {
      return adr.matches("\\d{4}")
          && files.anyMatch(file -> file.getFileName().toString().startsWith(adr + "-"));
    }
  }

  /** A line for each thing that is gone or not what it was. */
  private static List<String> breaks(Map<String, String> before, Map<String, String> current) {
    List<String> breaks = new ArrayList<>();
    before.forEach(
        (thing, was) -> {
          String is = current.get(thing);
          if (is == null) {
            breaks.add(thing + ": " + was + " is gone");
          } else if (!is.equals(was)) {
            breaks.add(thing + ": was " + was + ", is " + is);
          }
        });
    return breaks;
  }

  @Test
  void eachKindOfBreakIsFound() {
    Map<String, String> now = WireText.current();

    assertThat(breaks(now, now)).isEmpty();
    assertThat(breaks(now, without(now, "message Hello 1")))
        .containsExactly("message Hello 1: string agent_id [id] is gone");
    assertThat(breaks(now, with(now, "message Hello 1", "bytes agent_id [64 bytes]")))
        .containsExactly("message Hello 1: was string agent_id [id], is bytes agent_id [64 bytes]");
    assertThat(breaks(now, with(now, "message Heartbeat 10", "int64 sequence"))).hasSize(1);
    assertThat(breaks(now, with(now, "enum CameraState 2", "CAMERA_STATE_RUNNING"))).hasSize(1);
    assertThat(breaks(now, without(now, "enum CameraState 6")))
        .containsExactly("enum CameraState 6: CAMERA_STATE_ENDED is gone");
    assertThat(breaks(now, without(now, "message StartRound 10-10")))
        .containsExactly("message StartRound 10-10: reserved is gone");
    assertThat(breaks(now, without(now, "service AgentService Session"))).hasSize(1);
    assertThat(breaks(now, with(now, "message Hello 99", "string new [64 bytes]"))).isEmpty();
  }

  @Test
  void theTextIsReadAsItWasWritten() {
    Map<String, String> now = WireText.current();

    assertThat(WireText.read(WireText.write(now).lines().toList())).isEqualTo(now);
  }

  private static Map<String, String> without(Map<String, String> lines, String thing) {
    Map<String, String> fewer = new LinkedHashMap<>(lines);
    assertThat(fewer.remove(thing)).as(thing).isNotNull();
    return fewer;
  }

  private static Map<String, String> with(Map<String, String> lines, String thing, String text) {
    Map<String, String> changed = new LinkedHashMap<>(lines);
    changed.put(thing, text);
    return changed;
  }
}
