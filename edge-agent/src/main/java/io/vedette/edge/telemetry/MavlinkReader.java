package io.vedette.edge.telemetry;

import io.vedette.edge.place.Angles;
import io.vedette.edge.place.Attitude;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a MAVLink system says of itself, put together from its messages. The first system that tells
 * a position or attitude is followed, and no other. A sample is made at each position; a value that
 * was not repeated for {@link #STALE} seconds is unknown again.
 */
final class MavlinkReader {

  static final int HEARTBEAT = 0;
  static final int SYS_STATUS = 1;
  static final int SYSTEM_TIME = 2;
  static final int GPS_RAW_INT = 24;
  static final int ATTITUDE = 30;
  static final int GLOBAL_POSITION_INT = 33;
  static final int BATTERY_STATUS = 147;
  static final int MOUNT_ORIENTATION = 265;
  static final int GIMBAL_DEVICE_ATTITUDE_STATUS = 285;

  /** Seconds. */
  static final double STALE = 5;

  /** Flags of GIMBAL_DEVICE_ATTITUDE_STATUS: yaw is against north; against the vehicle. */
  private static final int YAW_LOCK = 16;

  private static final int YAW_IN_EARTH_FRAME = 64;

  private static final int AUTOPILOT_INVALID = 8;

  private int followed;
  private double latestGps = Double.NEGATIVE_INFINITY;
  private double latestAttitude = Double.NEGATIVE_INFINITY;
  private double latestCamera = Double.NEGATIVE_INFINITY;
  private double latestBattery = Double.NEGATIVE_INFINITY;
  private double latestHeartbeat = Double.NEGATIVE_INFINITY;
  private boolean fixed;
  private @Nullable Double horizontal;
  private @Nullable Double vertical;
  private @Nullable Attitude aircraft;
  private @Nullable Attitude camera;
  private @Nullable Double battery;
  private @Nullable String mode;
  private @Nullable Double clockOffset;

  /**
   * Takes a message.
   *
   * @param seconds when it came, on a clock that only goes forward
   * @param time of day when it came; null for unknown, then SYSTEM_TIME tells it
   * @return a sample, if the message completes one
   */
  @Nullable TelemetrySample accept(MavlinkFrame frame, double seconds, @Nullable Instant time) {
    if (followed == 0 && (frame.id() == GLOBAL_POSITION_INT || frame.id() == ATTITUDE)) {
      followed = frame.system();
    }
    if (followed != 0 && frame.system() != followed) {
      return null;
    }
    ByteBuffer payload = frame.payload();
    switch (frame.id()) {
      case HEARTBEAT -> heartbeat(payload, seconds);
      case SYS_STATUS -> battery(payload.get(30), seconds);
      case BATTERY_STATUS -> battery(payload.get(35), seconds);
      case SYSTEM_TIME -> clock(payload, seconds);
      case GPS_RAW_INT -> gps(payload, seconds);
      case ATTITUDE -> {
        aircraft =
            attitude(payload.getFloat(12), payload.getFloat(8), payload.getFloat(4), aircraft);
        latestAttitude = seconds;
      }
      case MOUNT_ORIENTATION -> mount(payload, seconds);
      case GIMBAL_DEVICE_ATTITUDE_STATUS -> gimbal(payload, seconds);
      case GLOBAL_POSITION_INT -> {
        return position(payload, seconds, time);
      }
      default -> {}
    }
    return null;
  }

  private void heartbeat(ByteBuffer payload, double seconds) {
    if ((payload.get(5) & 0xff) != AUTOPILOT_INVALID) {
      boolean armed = (payload.get(6) & 0x80) != 0;
      mode = (payload.getInt(0) & 0xffffffffL) + (armed ? " armed" : " disarmed");
      latestHeartbeat = seconds;
    }
  }

  private void battery(byte percent, double seconds) {
    if (percent >= 0) {
      battery = (double) percent;
      latestBattery = seconds;
    }
  }

  private void clock(ByteBuffer payload, double seconds) {
    double unix = payload.getLong(0) / 1e6;
    if (unix > 1e9 && unix < 1e11) {
      clockOffset = unix - seconds;
    }
  }

  private void gps(ByteBuffer payload, double seconds) {
    latestGps = seconds;
    fixed = payload.get(28) >= 2;
    long across = payload.getInt(34) & 0xffffffffL;
    long up = payload.getInt(38) & 0xffffffffL;
    horizontal = across == 0 ? null : Double.valueOf(across / 1000.0);
    vertical = up == 0 ? null : Double.valueOf(up / 1000.0);
  }

  private void mount(ByteBuffer payload, double seconds) {
    float yaw = payload.getFloat(16); // against north; 0 in messages that are shorter
    float pitch = payload.getFloat(8);
    float roll = payload.getFloat(4);
    float relative = payload.getFloat(12);
    boolean absolute = Float.isFinite(yaw) && yaw != 0;
    Double north =
        absolute
            ? Double.valueOf(yaw)
            : aircraft == null || !isFresh(latestAttitude, seconds)
                ? null
                : Double.valueOf(aircraft.yaw() + relative);
    if (north != null && Float.isFinite(pitch) && Float.isFinite(roll) && Double.isFinite(north)) {
      camera = new Attitude(Angles.wrap(north), pitch, roll);
      latestCamera = seconds;
    }
  }

  private void gimbal(ByteBuffer payload, double seconds) {
    Attitude told =
        Attitude.ofQuaternion(
            payload.getFloat(4), payload.getFloat(8), payload.getFloat(12), payload.getFloat(16));
    if (!Double.isFinite(told.yaw() + told.pitch() + told.roll())) {
      return;
    }
    int flags = payload.getShort(36) & 0xffff;
    boolean north = (flags & YAW_IN_EARTH_FRAME) != 0 || (flags & YAW_LOCK) != 0;
    if (north) {
      camera = told;
      latestCamera = seconds;
    } else if (aircraft != null && isFresh(latestAttitude, seconds)) {
      camera = new Attitude(Angles.wrap(aircraft.yaw() + told.yaw()), told.pitch(), told.roll());
      latestCamera = seconds;
    }
  }

  private TelemetrySample position(ByteBuffer payload, double seconds, @Nullable Instant time) {
    TelemetrySample.Builder sample = new TelemetrySample.Builder().seconds(seconds);
    sample.time(time == null ? clockTime(seconds) : time);
    // an autopilot writes positions without a fix, too
    boolean known = !isFresh(latestGps, seconds) || fixed;
    if (known) {
      sample.position(payload.getInt(4) / 1e7, payload.getInt(8) / 1e7);
      sample.altitude(payload.getInt(12) / 1000.0);
    }
    sample.aboveTakeOff(payload.getInt(16) / 1000.0);
    sample.speed(Math.hypot(payload.getShort(20), payload.getShort(22)) / 100);
    if (isFresh(latestGps, seconds)) {
      sample.accuracy(horizontal, vertical);
    }
    sample.aircraft(isFresh(latestAttitude, seconds) ? aircraft : null);
    sample.camera(isFresh(latestCamera, seconds) ? camera : null);
    sample.battery(isFresh(latestBattery, seconds) ? battery : null);
    sample.mode(isFresh(latestHeartbeat, seconds) ? mode : null);
    return sample.build();
  }

  private @Nullable Instant clockTime(double seconds) {
    return clockOffset == null
        ? null
        : Instant.ofEpochMilli(Math.round((clockOffset + seconds) * 1000));
  }

  private static boolean isFresh(double since, double seconds) {
    return seconds - since <= STALE;
  }

  /** Radians; what is no number leaves the last attitude. */
  private static @Nullable Attitude attitude(
      float yaw, float pitch, float roll, @Nullable Attitude last) {
    return Float.isFinite(yaw) && Float.isFinite(pitch) && Float.isFinite(roll)
        ? new Attitude(
            Angles.wrap(Math.toDegrees(yaw)), Math.toDegrees(pitch), Math.toDegrees(roll))
        : last;
  }
}
