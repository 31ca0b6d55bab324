package io.vedette.cloud.round;

import io.vedette.detector.DetectorException;
import io.vedette.federated.WeightsReader;
import io.vedette.federated.aggregate.ClientUpdate;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An update on disk. Only what is asked for is read. For one thread. */
final class StoredUpdate implements ClientUpdate, AutoCloseable {

  private final WeightsReader reader;
  private final VectorLayout layout;
  private final UpdateFacts facts;
  private final boolean keepOpen;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private @Nullable FileChannel channel;

  private StoredUpdate(
      WeightsReader reader, VectorLayout layout, UpdateFacts facts, boolean keepOpen) {
    this.reader = reader;
    this.layout = layout;
    this.facts = facts;
    this.keepOpen = keepOpen;
  }

  /**
   * @param keepOpen between reads, until it is closed
   */
  static StoredUpdate of(Path file, VectorLayout layout, UpdateFacts facts, boolean keepOpen)
      throws DetectorException {
    return new StoredUpdate(WeightsReader.of(file), layout, facts, keepOpen);
  }

  /** The same with its norm. */
  StoredUpdate withNorm(double norm) {
    return new StoredUpdate(
        reader,
        layout,
        new UpdateFacts(
            facts.id(), facts.agentId(), facts.examples(), facts.loss(), facts.steps(), norm),
        keepOpen);
  }

  Map<String, long[]> shapes() {
    return reader.shapes();
  }

  @Override
  public UpdateFacts facts() {
    return facts;
  }

  @Override
  public void read(int from, int count, float[] into) {
    if (buffer.capacity() < count * Float.BYTES) {
      buffer = ByteBuffer.allocate(count * Float.BYTES);
    }
    try {
      FileChannel open = channel == null ? reader.open() : channel;
      channel = open;
      try {
        for (int at = layout.partOf(from); at < layout.parts().size(); at++) {
          VectorLayout.Part part = layout.parts().get(at);
          int first = Math.max(from, part.from());
          int end = Math.min(from + count, part.from() + part.size());
          if (first >= from + count) {
            break;
          }
          if (first < end) {
            reader.read(
                open, part.name(), first - part.from(), end - first, buffer, into, first - from);
          }
        }
      } finally {
        if (!keepOpen) {
          close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("update " + facts.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
