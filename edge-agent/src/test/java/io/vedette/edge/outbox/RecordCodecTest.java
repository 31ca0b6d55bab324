package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

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
  void aRecordFromBeforeThereWereRegionsIsAboutAWholeFrameAndIsStillWrittenAlike()
      throws Exception {
    byte[] record = HexFormat.of().parseHex(WHOLE);
    assertThat(RecordCodec.decode(record)).usingRecursiveComparison().isEqualTo(escalation(null));
    assertThat(RecordCodec.encode(escalation(null))).isEqualTo(record);
  }

  @Test
  void aRegionComesBackAndIsNoRecordToWhoKnowsNoRegions() throws Exception {
    Escalation part = escalation(new Region(10, 20, 640, 480, 1920, 1080));
    byte[] record = RecordCodec.encode(part);
    assertThat(RecordCodec.decode(record)).usingRecursiveComparison().isEqualTo(part);
    assertThat(record).startsWith('V', 'E', 'D', '2');
  }

  @Test
  void aChangedByteIsNoticed() {
    byte[] record = RecordCodec.encode(escalation(new Region(10, 20, 640, 480, 1920, 1080)));
    for (int i = 0; i < record.length; i++) {
      byte[] changed = record.clone();
      changed[i] ^= 4;
      assertThatThrownBy(() -> RecordCodec.decode(changed)).isInstanceOf(IOException.class);
    }
  }
}
