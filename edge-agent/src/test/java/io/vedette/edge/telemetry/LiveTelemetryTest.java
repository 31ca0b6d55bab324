package io.vedette.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.telemetry.CameraPlacement.NotPlaced;
import io.vedette.edge.telemetry.CameraPlacement.Placed;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveTelemetryTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void positionsOverUdpPlaceFrames() throws Exception {
    int port = freePort();
    TelemetryConfig config =
        new TelemetryConfig("udp://127.0.0.1:" + port, 70.0, null, -90.0, null);
    try (LiveTelemetry telemetry = LiveTelemetry.start("gate", config);
        DatagramSocket sender = new DatagramSocket()) {
      assertThat(telemetry.status(Instant.now()).known()).isFalse();
      assertThat(telemetry.at(Instant.now(), 1.5).placement()).isInstanceOf(NotPlaced.class);
      // the moment of the newest message, however long ago that is on a busy machine
      FramePlace place = sendUntilKnown(telemetry, sender, port, 535_500_000);
      TelemetrySample sample = Objects.requireNonNull(place.sample());
      assertThat(Objects.requireNonNull(sample.position())).isEqualTo(new GeoPoint(53.55, 10));
      assertThat(sample.aboveTakeOff()).isEqualTo(80);
      Placed placed = (Placed) place.placement();
      assertThat(placed.pose().altitude()).isEqualTo(80);
      assertThat(placed.pose().attitude().pitch()).isCloseTo(-90, within(0.01));
      // long after the last message nothing is known
      FramePlace later = telemetry.at(Instant.now().plusSeconds(60), 1.5);
      assertThat(later.sample()).isNull();
      assertThat(telemetry.status(Instant.now().plusSeconds(60)).words())
          .startsWith("no telemetry for");
    }
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      server.setSoTimeout(60_000);
      TelemetryConfig config =
          new TelemetryConfig("tcp://127.0.0.1:" + server.getLocalPort(), null, null, null, null);
      try (LiveTelemetry telemetry = LiveTelemetry.start("gate", config)) {
        try (Socket first = server.accept()) {
          first.getOutputStream().write(new byte[] {1, 2, 3});
        }
        try (Socket second = server.accept()) {
          Instant end = Instant.now().plus(Duration.ofSeconds(60));
          while (!telemetry.status(Instant.now()).known()) {
            assertThat(Instant.now()).isBefore(end);
            byte[] frame = position(535_500_000);
            second.getOutputStream().write(frame, 0, 9);
            second.getOutputStream().flush();
            second.getOutputStream().write(frame, 9, frame.length - 9);
            Thread.sleep(20);
          }
        }
      }
    }
  }

  @Test
  void garbageIsSkippedAndNeverThrown() {
    TelemetryConfig config = new TelemetryConfig("udp://127.0.0.1:9", null, null, null, null);
    java.util.Random random = new java.util.Random(3);
    try (LiveTelemetry telemetry = LiveTelemetry.start("gate", config)) {
      for (int i = 0; i < 2_000; i++) {
        byte[] bytes = new byte[600];
        random.nextBytes(bytes);
        bytes[random.nextInt(600)] = (byte) MavlinkFrame.V2;
        assertThat(telemetry.take(bytes, bytes.length)).isBetween(0, 600);
      }
    }
  }

  @Test
  void aSourceThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new TelemetryConfig("flight.srt", null, null, null, null))
        .hasMessageContaining("is not udp://HOST:PORT or tcp://HOST:PORT");
    assertThatThrownBy(() -> new TelemetryConfig("udp://h:1", 0.0, null, null, null))
        .hasMessageContaining("fieldOfView");
  }

  private static FramePlace sendUntilKnown(
      LiveTelemetry telemetry, DatagramSocket sender, int port, int latitude) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    byte[] attitude = frame(MavlinkReader.ATTITUDE, 39, ByteBuffer.allocate(28).array());
    FramePlace place = telemetry.at(Instant.now(), 1.5);
    while (!(place.placement() instanceof Placed)) {
      assertThat(Instant.now()).isBefore(end);
      for (byte[] frame : new byte[][] {attitude, position(latitude)}) {
        sender.send(new DatagramPacket(frame, frame.length, HERE, port));
      }
      Thread.sleep(20);
      place = telemetry.at(Instant.now(), 1.5);
    }
    return place;
  }

  private static byte[] position(int latitude) {
    ByteBuffer payload = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    payload.putInt(4, latitude).putInt(8, 100_000_000).putInt(12, 95_000).putInt(16, 80_000);
    return frame(MavlinkReader.GLOBAL_POSITION_INT, 104, payload.array());
  }

  private static byte[] frame(int id, int extra, byte[] payload) {
    byte[] frame = new byte[12 + payload.length];
    frame[0] = (byte) MavlinkFrame.V2;
    frame[1] = (byte) payload.length;
    frame[5] = 1;
    frame[6] = 1;
    frame[7] = (byte) id;
    System.arraycopy(payload, 0, frame, 10, payload.length);
    int crc = MavlinkFrame.checksum(frame, 0, 10 + payload.length, extra);
    frame[frame.length - 2] = (byte) crc;
    frame[frame.length - 1] = (byte) (crc >> 8);
    return frame;
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
      return socket.getLocalPort();
    }
  }
}
