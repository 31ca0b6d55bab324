package io.vedette.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.link.Breaker.Event;
import io.vedette.edge.link.Breaker.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The breaker's states after every event of {@code golden/breaker.txt}, compared line by line. A
 * line is an event; an indented line below it is the state that follows. {@code
 * -Dvedette.rewrite=true} writes the states anew.
 */
class BreakerTranscriptTest {

  private static final Path FILE = Path.of("src/test/resources/golden/breaker.txt");

  private static final BreakerConfig CONFIG =
      new BreakerConfig(Duration.ofSeconds(30), 3, Duration.ofSeconds(5), Duration.ofSeconds(20));

  @Test
  void everyEventLeadsToItsState() throws Exception {
    List<String> golden = Files.readAllLines(FILE);
    List<String> replayed = replay(golden);
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.write(FILE, replayed);
      return;
    }
    assertThat(golden).isEqualTo(replayed);
  }

  private static List<String> replay(List<String> golden) {
    List<String> lines = new ArrayList<>();
    Breaker breaker = Breaker.CLOSED;
    for (String line : golden) {
      if (line.startsWith(" ")) {
        continue;
      }
      lines.add(line);
      if (line.startsWith("==")) {
        breaker = Breaker.CLOSED;
        lines.add(state(breaker));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        breaker = breaker.step(event(line), CONFIG);
        lines.add(state(breaker));
      }
    }
    return lines;
  }

  /** "12.5 s unanswered 0.75": time, event, and for an unanswered frame the random number. */
  private static Event event(String line) {
    String[] words = line.split(" +");
    long millis = Math.round(Double.parseDouble(words[0]) * 1_000);
    return switch (words[2]) {
      case "tick" -> new Event.Tick(millis);
      case "answered" -> new Event.Answered(millis);
      case "unanswered" -> new Event.Unanswered(millis, Double.parseDouble(words[3]));
      case "lost" -> new Event.Lost(millis);
      default -> throw new IllegalArgumentException("no event: " + line);
    };
  }

  private static String state(Breaker breaker) {
    return String.format(
        Locale.ROOT,
        "    %-9s %-12s | failures %d | opened %d | in flight at most %s",
        breaker.position().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        breaker.position() == Position.OPEN
            ? String.format(Locale.ROOT, "until %.1f s", breaker.untilMillis() / 1_000.0)
            : "",
        breaker.failures(),
        breaker.opened(),
        breaker.maxInFlight() == Integer.MAX_VALUE ? "any" : breaker.maxInFlight());
  }
}
