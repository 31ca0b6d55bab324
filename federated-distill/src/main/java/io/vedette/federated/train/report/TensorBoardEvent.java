package io.vedette.federated.train.report;

import com.google.protobuf.CodedOutputStream;
import io.vedette.detector.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * TensorBoard's messages as bytes: the few fields of {@code tensorflow.Event} that scalars and
 * pictures need, by their numbers.
 *
 * @param wallTime seconds since 1970
 * @param step of the whole training, from 1; 0 before the first
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">
 *     event.proto</a>
 */
record TensorBoardEvent(double wallTime, long step) {

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /** How many channels a picture has. */
  private static final int RGB = 3;

  /** What a file begins with. */
  byte[] version() {
    return with(out -> out.writeString(FILE_VERSION, "brain.Event:2"));
  }

  /** A training begins or goes on here: what a killed one wrote for later steps does not count. */
  byte[] start() {
    return with(out -> out.writeByteArray(SESSION_LOG, message(log -> log.writeEnum(1, 1))));
  }

  /** Values by their tags. */
  byte[] scalars(Map<String, Double> values) {
    return with(
        out ->
            out.writeByteArray(
                SUMMARY,
                message(
                    summary -> {
                      for (Map.Entry<String, Double> value : values.entrySet()) {
                        summary.writeByteArray(1, scalar(value.getKey(), value.getValue()));
                      }
                    })));
  }

  /** A picture, encoded as PNG or JPEG. */
  byte[] picture(String tag, Picture picture, byte[] encoded) {
    byte[] image =
        message(
            out -> {
              out.writeInt32(1, picture.height());
              out.writeInt32(2, picture.width());
              out.writeInt32(3, RGB);
              out.writeByteArray(4, encoded);
            });
    byte[] value =
        message(
            out -> {
              out.writeString(1, tag);
              out.writeByteArray(4, image);
            });
    return with(out -> out.writeByteArray(SUMMARY, message(all -> all.writeByteArray(1, value))));
  }

  private static byte[] scalar(String tag, double value) {
    return message(
        out -> {
          out.writeString(1, tag);
          out.writeFloat(2, (float) value);
        });
  }

  private byte[] with(Fields more) {
    return message(
        out -> {
          out.writeDouble(WALL_TIME, wallTime);
          out.writeInt64(STEP, step);
          more.write(out);
        });
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
