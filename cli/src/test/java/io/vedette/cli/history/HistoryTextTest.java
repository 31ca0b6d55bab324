package io.vedette.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.History;
import io.vedette.proto.v1.HistoryLine;
import io.vedette.proto.v1.HistoryPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTextTest {

  private static final long FROM = 1_772_323_200_000L;

  private static HistoryLine.Builder line(String figure, String unit, double... values) {
    HistoryLine.Builder line = HistoryLine.newBuilder().setFigure(figure).setUnit(unit);
    for (int i = 0; i < values.length; i++) {
      if (values[i] >= 0) {
        float value = (float) values[i];
        line.addPoints(
            HistoryPoint.newBuilder()
                .setAtMs(FROM + i * 60_000L)
                .setValue(value)
                .setLow(value / 2)
                .setHigh(value * 2));
      }
    }
    return line;
  }

  private static History history(HistoryLine.Builder... lines) {
    History.Builder history =
        History.newBuilder().setFromMs(FROM).setToMs(FROM + 300_000).setStepMs(60_000);
    for (HistoryLine.Builder line : lines) {
      history.addLines(line);
    }
    return history.build();
  }

  @Test
  void aLineIsDrawnAndATimeOfWhichNothingIsKnownStaysEmpty() {
    History history = history(line("frames", "1/s", 4, 2, -1, 0, 12));

    assertThat(String.join("\n", HistoryText.lines(history, List.of("frames", "recall"))))
        .isEqualTo(
            """
            frames: 12/s last, 0/s to 24/s, a column is 1 min
                  12/s │    █
                       │    █
                       │    █
                       │    █
                       │█   █
                   0/s │██ ▁█
                        2026-03-01 00:00:00Z 2026-03-01 00:05:00Z
            recall: nothing is known of this time""");
  }

  @Test
  void figuresAreWordsOfTheirUnit() {
    assertThat(HistoryText.words(0.0664, "")).isEqualTo("6.6 %");
    assertThat(HistoryText.words(1.0, "")).isEqualTo("100 %");
    assertThat(HistoryText.words(420.4, "ms")).isEqualTo("420 ms");
    assertThat(HistoryText.words(62_400, "bytes/s")).isEqualTo("62.4 kB/s");
    assertThat(HistoryText.words(0.012, "1/s")).isEqualTo("0.012/s");
    assertThat(HistoryText.words(3, "devices")).isEqualTo("3");
  }

  @Test
  void csvHasALineForEachPoint() {
    History history = history(line("versions", "", 0.5).setDetail("student:7, by \"a\""));

    assertThat(HistoryText.csv(history))
        .isEqualTo(
            "figure,detail,unit,atMs,value,low,high\r\n"
                + "versions,\"student:7, by \"\"a\"\"\",,1772323200000,0.5,0.25,1.0\r\n");
  }
}
