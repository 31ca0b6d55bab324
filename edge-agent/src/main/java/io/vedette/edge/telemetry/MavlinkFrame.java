package io.vedette.edge.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of MAVLink 1 or 2 (mavlink.io/en/guide/serialization.html) whose checksum is right.
 *
 * @param system that sent it, 1 to 255
 * @param component of the system
 * @param id of the message
 * @param payload with the zeros that version 2 leaves out at the end
 * @param signed whether it carries a signature, which is not checked here
 */
record MavlinkFrame(int system, int component, int id, ByteBuffer payload, boolean signed) {

  static final int V1 = 0xfe;
  static final int V2 = 0xfd;

  /** Longest frame: header, payload, checksum and signature, bytes. */
  static final int MAX_LENGTH = 10 + 255 + 2 + 13;

  private static final int PAYLOAD = 255;

  /** The byte that each message's checksum also runs over, for the messages that are read. */
  private static final Map<Integer, Integer> EXTRA =
      Map.ofEntries(
          Map.entry(MavlinkReader.HEARTBEAT, 50),
          Map.entry(MavlinkReader.SYS_STATUS, 124),
          Map.entry(MavlinkReader.SYSTEM_TIME, 137),
          Map.entry(MavlinkReader.GPS_RAW_INT, 24),
          Map.entry(MavlinkReader.ATTITUDE, 39),
          Map.entry(MavlinkReader.GLOBAL_POSITION_INT, 104),
          Map.entry(MavlinkReader.BATTERY_STATUS, 154),
          Map.entry(MavlinkReader.MOUNT_ORIENTATION, 26),
          Map.entry(MavlinkReader.GIMBAL_DEVICE_ATTITUDE_STATUS, 137));

  /** Whether a frame may begin with this byte. */
  static boolean isStart(byte first) {
    return (first & 0xff) == V1 || (first & 0xff) == V2;
  }

  /** Length of the frame that begins here, bytes; -1 where too little of it is there to tell. */
  static int length(byte[] bytes, int at, int end) {
    if (at + 3 > end) {
      return -1;
    }
    int payload = bytes[at + 1] & 0xff;
    if ((bytes[at] & 0xff) == V1) {
      return 8 + payload;
    }
    return 12 + payload + ((bytes[at + 2] & 1) != 0 ? 13 : 0);
  }

  /** The frame that begins here; null when it is of no message that is read, or damaged. */
  static @Nullable MavlinkFrame parse(byte[] bytes, int at, int end) {
    int length = length(bytes, at, end);
    if (length < 0 || at + length > end || !isStart(bytes[at])) {
      return null;
    }
    boolean second = (bytes[at] & 0xff) == V2;
    int header = second ? 10 : 6;
    int size = bytes[at + 1] & 0xff;
    int id =
        second
            ? (bytes[at + 7] & 0xff) | (bytes[at + 8] & 0xff) << 8 | (bytes[at + 9] & 0xff) << 16
            : bytes[at + 5] & 0xff;
    Integer extra = EXTRA.get(id);
    if (extra == null
        || checksum(bytes, at, at + header + size, extra) != stated(bytes, at + header + size)) {
      return null;
    }
    byte[] payload =
        Arrays.copyOf(Arrays.copyOfRange(bytes, at + header, at + header + size), PAYLOAD);
    return new MavlinkFrame(
        bytes[at + (second ? 5 : 3)] & 0xff,
        bytes[at + (second ? 6 : 4)] & 0xff,
        id,
        ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN),
        second && (bytes[at + 2] & 1) != 0);
  }

  /** CRC-16/MCRF4XX from after the start byte, then over the message's extra byte. */
  static int checksum(byte[] bytes, int at, int end, int extra) {
    int crc = 0xffff;
    for (int i = at + 1; i <= end; i++) {
      int next = (i < end ? bytes[i] : extra) ^ crc;
      next = (next ^ next << 4) & 0xff;
      crc = (crc >> 8 ^ next << 8 ^ next << 3 ^ next >> 4) & 0xffff;
    }
    return crc;
  }

  private static int stated(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
