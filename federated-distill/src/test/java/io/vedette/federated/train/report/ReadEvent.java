package io.vedette.federated.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An event read back by its field numbers, with every checksum checked. */
record ReadEvent(
    double wallTime,
    long step,
    String version,
    boolean starts,
    Map<String, Float> scalars,
    Map<String, byte[]> pictures) {

  /** Of all event files in a folder, in the order in which TensorBoard reads them. */
  static List<ReadEvent> all(Path folder) throws IOException {
    List<ReadEvent> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains("tfevents")).sorted().toList()) {
        assertThat(file.getFileName().toString())
            .matches("events\\.out\\.tfevents\\.\\d{10}\\.[\\w.-]+\\.vedette");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
          events.add(parse(record(bytes)));
        }
      }
    }
    return events;
  }

  /** What is left when every start has voided the steps that others had reached behind it. */
  static List<ReadEvent> afterRestarts(List<ReadEvent> events) {
    List<ReadEvent> left = new ArrayList<>();
    for (ReadEvent event : events) {
      if (event.starts) {
        left.removeIf(before -> before.step >= event.step);
      }
      left.add(event);
    }
    return left;
  }

  private static byte[] record(ByteBuffer bytes) {
    byte[] length = new byte[8];
    bytes.get(length);
    assertThat(bytes.getInt()).isEqualTo(RecordFile.masked(length, 8));
    byte[] record =
        new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
    bytes.get(record);
    assertThat(bytes.getInt()).isEqualTo(RecordFile.masked(record, record.length));
    return record;
  }

  private static ReadEvent parse(byte[] record) throws IOException {
    UnknownFieldSet event = UnknownFieldSet.parseFrom(record);
    Map<String, Float> scalars = new LinkedHashMap<>();
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (ByteString summary : event.getField(5).getLengthDelimitedList()) {
      for (ByteString bytes : message(summary).getField(1).getLengthDelimitedList()) {
        UnknownFieldSet value = message(bytes);
        String tag = value.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
        value
            .getField(2)
            .getFixed32List()
            .forEach(bits -> scalars.put(tag, Float.intBitsToFloat(bits)));
        for (ByteString image : value.getField(4).getLengthDelimitedList()) {
          pictures.put(
              tag, message(image).getField(4).getLengthDelimitedList().get(0).toByteArray());
        }
      }
    }
    boolean starts =
        event.getField(7).getLengthDelimitedList().stream()
            .anyMatch(log -> message(log).getField(1).getVarintList().contains(1L));
    return new ReadEvent(
        Double.longBitsToDouble(event.getField(1).getFixed64List().get(0)),
        event.getField(2).getVarintList().get(0),
        event.getField(3).getLengthDelimitedList().stream()
            .map(ByteString::toStringUtf8)
            .findFirst()
            .orElse(""),
        starts,
        scalars,
        pictures);
  }

  private static UnknownFieldSet message(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
