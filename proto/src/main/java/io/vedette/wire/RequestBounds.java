package io.vedette.wire;

import com.google.protobuf.Message;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bounds of a message that is about to be sent. */
public final class RequestBounds {

  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

  private RequestBounds() {}

  /**
   * The first field beyond its bounds, in one line: {@code rolloutId: 65 bytes, at most 64}; empty
   * when the receiver takes the message. Fields have their names of JSON.
   */
  public static Optional<String> fault(Message message) {
    try {
      MessageBounds.of(message.getDescriptorForType()).check(message.toByteArray());
      return Optional.empty();
    } catch (BoundExceededException e) {
      return Optional.of(
          UNDERSCORE
                  .matcher(e.path())
                  .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT))
              + ": "
              + e.what());
    }
  }
}
