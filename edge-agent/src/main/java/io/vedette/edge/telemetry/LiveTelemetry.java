package io.vedette.edge.telemetry;

import io.vedette.edge.place.Attitude;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telemetry that comes while a camera films: MAVLink over UDP or TCP, on a thread of its own. Keeps
 * the last minute or so. A source that is gone is opened again; meanwhile the place is unknown.
 *
 * <p>Nobody proves who sends it. It says where a frame was taken, and permits nothing.
 */
public final class LiveTelemetry implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveTelemetry.class);

  /** Samples that are kept: a minute at ten a second. */
  private static final int MAX_SAMPLES = 600;

  /** Nothing is interpolated over more, and older positions are none, seconds. */
  private static final double LONGEST_GAP = 2;

  private static final int READ_MILLIS = 1_000;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int MAX_PAUSE_MILLIS = 10_000;

  private final String camera;
  private final TelemetryConfig config;
  private final Thread thread;
  private final Deque<TelemetrySample> samples = new ArrayDeque<>();
  private final MavlinkReader reader = new MavlinkReader();
  private volatile boolean closed;
  private volatile String problem = "";
  private volatile @Nullable AutoCloseable open;

  private LiveTelemetry(String camera, TelemetryConfig config) {
    this.camera = camera;
    this.config = config;
    this.thread = new Thread(this::run, "telemetry-" + camera);
    thread.setDaemon(true);
  }

  /** Starts to listen or connect; returns at once. */
  public static LiveTelemetry start(String camera, TelemetryConfig config) {
    LiveTelemetry telemetry = new LiveTelemetry(camera, config);
    telemetry.thread.start();
    return telemetry;
  }

  /**
   * Where the camera was.
   *
   * @param at when, by this machine's clock
   * @param aspect width over height of its picture
   */
  public FramePlace at(Instant at, double aspect) {
    double second = seconds(at);
    FlightPath path =
        new FlightPath(new Telemetry("live", ClockKind.UTC, recent(), List.of()), LONGEST_GAP);
    return new FramePlace(
        path.at(second), CameraPlacement.of(path, second, aspect, config.settings(aspect)));
  }

  private synchronized List<TelemetrySample> recent() {
    return List.copyOf(samples);
  }

  private synchronized void keep(TelemetrySample sample) {
    if (samples.size() == MAX_SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(mounted(sample));
  }

  /** A camera without gimbal looks where the aircraft turns it. */
  private TelemetrySample mounted(TelemetrySample sample) {
    Attitude mount = config.mount();
    return mount == null || sample.aircraft() == null
        ? sample
        : sample.lookingAt(sample.aircraft().with(mount));
  }

  /** How it is now. */
  public TelemetryStatus status(Instant now) {
    TelemetrySample last;
    synchronized (this) {
      last = samples.peekLast();
    }
    if (!problem.isEmpty()) {
      return new TelemetryStatus("no telemetry: " + problem, false);
    }
    if (last == null) {
      return new TelemetryStatus("no telemetry yet from " + config.source(), false);
    }
    double age = seconds(now) - Objects.requireNonNullElse(last.seconds(), 0.0);
    if (Math.abs(age) > LONGEST_GAP) {
      return new TelemetryStatus(String.format(Locale.ROOT, "no telemetry for %.0f s", age), false);
    }
    if (last.position() == null) {
      return new TelemetryStatus("telemetry without a position: no fix", false);
    }
    String accuracy =
        last.horizontalAccuracy() == null
            ? "accuracy unknown"
            : String.format(Locale.ROOT, "accuracy %.1f m", last.horizontalAccuracy());
    return new TelemetryStatus("position known, " + accuracy, true);
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  private void run() {
    int pause = 500;
    while (!closed) {
      try {
        if ("udp".equals(config.address().getScheme())) {
          listen(config.address());
        } else {
          connect(config.address());
        }
        pause = 500;
      } catch (IOException | RuntimeException e) {
        if (!closed) {
          fail(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
          sleep(pause);
          pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
        }
      }
    }
  }

  private void fail(String words) {
    if (!words.equals(problem)) {
      log.warn("camera {}: telemetry from {}: {}", camera, config.source(), words);
    }
    problem = words;
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(URI address) throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(address.getHost(), address.getPort()))) {
      open = socket;
      socket.setSoTimeout(READ_MILLIS);
      byte[] bytes = new byte[65_536];
      while (!closed) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
          socket.receive(packet);
        } catch (SocketTimeoutException e) {
          continue;
        }
        take(bytes, packet.getLength());
        problem = "";
      }
    }
  }

  private void connect(URI address) throws IOException {
    try (Socket socket = new Socket()) {
      open = socket;
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[16_384];
      int filled = 0;
      while (!closed) {
        int read;
        try {
          read = in.read(bytes, filled, bytes.length - filled);
        } catch (SocketTimeoutException e) {
          continue;
        }
        if (read < 0) {
          throw new IOException("the connection was closed");
        }
        filled += read;
        int taken = take(bytes, filled);
        filled -= taken;
        System.arraycopy(bytes, taken, bytes, 0, filled);
        problem = "";
      }
    }
  }

  /** Takes whole frames from the beginning; how many bytes are done with. */
  int take(byte[] bytes, int end) {
    int at = 0;
    while (at < end) {
      if (!MavlinkFrame.isStart(bytes[at])) {
        at++;
        continue;
      }
      int length = MavlinkFrame.length(bytes, at, end);
      if (length < 0 || at + length > end) {
        return at;
      }
      MavlinkFrame frame = MavlinkFrame.parse(bytes, at, end);
      if (frame != null) {
        Instant now = Instant.now();
        TelemetrySample sample = reader.accept(frame, seconds(now), now);
        if (sample != null) {
          keep(sample);
        }
      }
      // a start byte inside other data: where the checksum is unknown, its length is believed
      at += length;
    }
    return at;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt(); // it may pause before it connects again
    AutoCloseable socket = open;
    try {
      if (socket != null) {
        socket.close();
      }
      thread.join(Duration.ofSeconds(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.debug("while closing telemetry: {}", e.toString());
    }
  }
}
