package io.vedette.edge.telemetry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * KLV in an MPEG transport stream (ISO/IEC 13818-1). Seconds are of the film: the metadata's time
 * stamps against the first of the pictures. The film itself is passed over.
 */
final class TransportStreamForm implements TelemetryForm {

  private static final int PACKET = 188;
  private static final int SYNC = 0x47;
  private static final int MAX_STREAMS = 64;
  private static final int MAX_UNIT = 1 << 20;
  private static final double CLOCK = 90_000;
  private static final double WRAP = Math.pow(2, 33);

  @Override
  public String name() {
    return "KLV in an MPEG transport stream";
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length >= 2 * PACKET + 1
        && head[0] == SYNC
        && head[PACKET] == SYNC
        && head[2 * PACKET] == SYNC;
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    try {
      return read(new ByteArrayInputStream(file));
    } catch (TelemetryException e) {
      throw e;
    } catch (IOException e) {
      throw new TelemetryException("cannot be read"); // bytes in memory can always be read
    }
  }

  @Override
  public Telemetry read(InputStream in) throws IOException {
    Reading reading = new Reading();
    byte[] packet = new byte[PACKET];
    int kept = 0;
    while (in.readNBytes(packet, kept, PACKET - kept) == PACKET - kept) {
      kept = 0;
      if (packet[0] == SYNC) {
        reading.add(packet);
      } else {
        int sync = 1;
        while (sync < PACKET && packet[sync] != SYNC) {
          sync++;
        }
        kept = PACKET - sync;
        System.arraycopy(packet, sync, packet, 0, kept);
      }
    }
    reading.end();
    if (reading.klv.isEmpty()) {
      throw new TelemetryException("a transport stream without KLV of ST 0601 or EG 0104");
    }
    return reading.klv.finish(name());
  }

  /** A unit of one stream (PES packet) that is being put together. */
  private static final class Unit {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean passedOver;
  }

  private static final class Reading {

    private final Map<Integer, Unit> units = new HashMap<>();
    private final KlvReader klv = new KlvReader();
    private @Nullable Double filmBegin;
    private @Nullable Double firstStamp;

    void add(byte[] packet) throws TelemetryException {
      int id = (packet[1] & 0x1f) << 8 | packet[2] & 0xff;
      int adaptation = (packet[3] >> 4) & 3;
      int begin = 4 + ((adaptation & 2) != 0 ? 1 + (packet[4] & 0xff) : 0);
      if (id < 0x10 || id == 0x1fff || (adaptation & 1) == 0 || begin >= PACKET) {
        return;
      }
      boolean starts = (packet[1] & 0x40) != 0;
      Unit unit = units.get(id);
      if (starts) {
        if (unit != null) {
          take(unit);
        } else if (units.size() == MAX_STREAMS) {
          return;
        }
        unit = new Unit();
        unit.passedOver = isFilm(packet, begin);
        units.put(id, unit);
      }
      if (unit != null && !unit.passedOver && unit.bytes.size() < MAX_UNIT) {
        unit.bytes.write(packet, begin, PACKET - begin);
      }
    }

    void end() throws TelemetryException {
      for (Unit unit : units.values()) {
        take(unit);
      }
    }

    /** Whether a stream of pictures or sound begins a unit here; notes the pictures' first time. */
    private boolean isFilm(byte[] packet, int begin) {
      if (begin + 14 > PACKET || packet[begin] != 0 || packet[begin + 1] != 0) {
        return true; // tables and what is no unit
      }
      int stream = packet[begin + 3] & 0xff;
      if (stream >= 0xe0 && stream <= 0xef) {
        Double stamp = stamp(Arrays.copyOfRange(packet, begin, begin + 14));
        if (stamp != null && (filmBegin == null || since(stamp, filmBegin) < 0)) {
          filmBegin = stamp;
        }
      }
      return stream != 0xfc && stream != 0xbd;
    }

    private void take(Unit unit) throws TelemetryException {
      byte[] bytes = unit.bytes.toByteArray();
      if (unit.passedOver || bytes.length < 9) {
        return;
      }
      int body = 9 + (bytes[8] & 0xff);
      if (body >= bytes.length || !KlvReader.hasSet(bytes)) {
        return;
      }
      Double stamp = bytes.length >= 14 ? stamp(bytes) : null;
      firstStamp = firstStamp == null ? stamp : firstStamp;
      Double origin = filmBegin == null ? firstStamp : filmBegin;
      klv.read(
          Arrays.copyOfRange(bytes, body, bytes.length),
          stamp == null || origin == null ? null : Double.valueOf(since(stamp, origin) / CLOCK));
    }

    /** Ticks from one stamp to another; stamps wrap after 26 hours. */
    private static double since(double stamp, double origin) {
      double ticks = stamp - origin;
      return ticks < -WRAP / 2 ? ticks + WRAP : ticks > WRAP / 2 ? ticks - WRAP : ticks;
    }

    /** The time stamp of a unit, in ticks; null for none. */
    private static @Nullable Double stamp(byte[] unit) {
      if ((unit[7] & 0x80) == 0) {
        return null;
      }
      long high = (unit[9] >> 1) & 7;
      long middle = ((unit[10] & 0xff) << 8 | unit[11] & 0xff) >> 1;
      long low = ((unit[12] & 0xff) << 8 | unit[13] & 0xff) >> 1;
      return (double) (high << 30 | middle << 15 | low);
    }
  }
}
