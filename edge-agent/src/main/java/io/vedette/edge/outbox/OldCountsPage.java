package io.vedette.edge.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.edge.outbox.OutboxCountsFile.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A page of counts as agents wrote it before there were record files: number, length, JSON, CRC-32C
 * of all before it. It is read, and not written any more.
 */
final class OldCountsPage {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

  private OldCountsPage() {}

  /**
   * @throws IOException in a few words, when the page is not whole
   */
  static Page read(byte[] bytes) throws IOException {
    if (bytes.length < HEAD_BYTES) {
      throw new IOException("the page is cut short");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long number = in.getLong();
    int length = in.getInt();
    if (length <= 0
        || length > bytes.length - HEAD_BYTES - Integer.BYTES
        || in.getInt(HEAD_BYTES + length) != checksum(bytes, HEAD_BYTES + length)) {
      throw new IOException("the page is damaged");
    }
    OldPage page = JSON.readValue(bytes, HEAD_BYTES, length, OldPage.class);
    return new Page(number, page.counts, page.settling);
  }

  private record OldPage(OutboxCounts counts, String settling) {}

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
