package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationFileTest {

  /** Made by hand, as agents wrote it before there were regions. */
  private static final String WHOLE =
      "56454431000161000363616d0000000000000007000000000001e24000000280000001e00001643f"
          + "00000000066d697373656400000000013f8000004000000040400000408000000000000500046f70"
          + "656e3f000000000000020908d116ecdc";

  private static Escalation escalation(@Nullable Region region) {
    return new Escalation(
        "a",
        new Escalation.Source("cam", 7, 123_456),
        new Escalation.SentPicture(new byte[] {9, 8}, 640, 480, region),
        new Escalation.StudentAnswer(
            List.of(new Detection(new Box(1, 2, 3, 4), 5, "open", 0.5f)), "d"),
        new Escalation.Cause(0.5f, "missed", false));
  }

  @Test
  void aFileFromBeforeThereWereRegionsIsAboutAWholeFrame() throws Exception {
    assertThat(EscalationFile.decode(HexFormat.of().parseHex(WHOLE)))
        .usingRecursiveComparison()
        .isEqualTo(escalation(null));
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    for (Escalation each :
        List.of(escalation(null), escalation(new Region(10, 20, 640, 480, 1920, 1080)))) {
      byte[] file = EscalationFile.encode(each);
      assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("VEDR");
      assertThat(EscalationFile.decode(file)).usingRecursiveComparison().isEqualTo(each);
    }
  }

  @Test
  void aChangedByteOrACutIsNoticed() {
    byte[] file = EscalationFile.encode(escalation(new Region(10, 20, 640, 480, 1920, 1080)));
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 4;
      assertThatThrownBy(() -> EscalationFile.decode(changed)).isInstanceOf(IOException.class);
      byte[] cut = java.util.Arrays.copyOf(file, i);
      assertThatThrownBy(() -> EscalationFile.decode(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFileOfALaterReleaseSaysSo() {
    byte[] file = EscalationFile.encode(escalation(null));
    file[7] = 2;
    assertThatThrownBy(() -> EscalationFile.decode(file))
        .hasMessage("a record of version 2, known is 1");
  }
}
