package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.edge.disk.DamagedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Files of an agent after a disk fault, or a stranger's hand: read, or refused in words. */
class StateFileFuzzTest {

  private static final int RECORD = 0x56454452;

  private static final List<DamagedFiles.Decoder<?>> DECODERS =
      List.of(EscalationFile::decode, OutboxCountsFile.Page::decode, OldEscalationFile::decode);

  /** Bits 0 and 1 of the first byte choose the file; with bit 7 its checksum is right. */
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void file(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
    try {
      DECODERS
          .get((bytes[0] & 3) % DECODERS.size())
          .decode(bytes[0] < 0 ? sealed(content) : content);
    } catch (IOException | IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).*\\S.*");
    }
  }

  /** A record of this release with the body. */
  private static byte[] sealed(byte[] body) {
    ByteBuffer record = ByteBuffer.allocate(4 * Integer.BYTES + body.length);
    record.putInt(RECORD).putInt(1).putInt(body.length);
    CRC32C sum = new CRC32C();
    sum.update(record.array(), 0, record.position());
    sum.update(body);
    return record.putInt((int) sum.getValue()).put(body).array();
  }
}
