package io.vedette.edge.camera;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP camera that plays an H.264 file over and over, over TCP or UDP, and loses what it is
 * told.
 */
final class RtspCamera implements AutoCloseable {

  private static final Pattern PORTS = Pattern.compile("client_port=(\\d+)-(\\d+)");
  private static final int MAX_PAYLOAD = 800;
  private static final int TICKS = 90_000 / Films.RATE;

  /** Transports that were asked for, in their order: "TCP", "UDP". */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Which packets are lost: frames are counted from the start of each session, packets within. */
  volatile BiPredicate<Integer, Integer> loses = (frame, packet) -> false;

  /** Whether TCP is answered with 461. */
  volatile boolean refusesTcp;

  /** The frame of the film that a session begins with, as a camera is joined between key frames. */
  volatile int joinedAt;

  private final ServerSocket server;
  private final List<byte[]> frames;
  private volatile boolean closed;

  private RtspCamera(ServerSocket server, List<byte[]> frames) {
    this.server = server;
    this.frames = frames;
  }

  /**
   * @param annexB raw H.264
   */
  static RtspCamera start(Path annexB) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    AVPacket packet = avcodec.av_packet_alloc();
    try (Container container = Container.open(annexB.toString(), "h264", Map.of())) {
      while (container.read(packet)) {
        byte[] frame = new byte[packet.size()];
        packet.data().capacity(frame.length).position(0).get(frame);
        frames.add(frame);
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
    RtspCamera camera =
        new RtspCamera(new ServerSocket(0, 4, InetAddress.getLoopbackAddress()), frames);
    camera.thread(camera::accept);
    return camera;
  }

  String url() {
    return "rtsp://127.0.0.1:" + server.getLocalPort() + "/film";
  }

  private void thread(Runnable work) {
    Thread thread = new Thread(work, "rtsp-camera");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!closed) {
        Socket client = server.accept();
        thread(() -> new Session(client).run());
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
  }

  private interface Sender {
    void send(byte[] packet) throws IOException;
  }

  private final class Session {
    private final Socket client;
    private @Nullable Sender sender;
    private int sequence;
    private volatile boolean over;

    Session(Socket client) {
      this.client = client;
    }

    void run() {
      try (client) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String cseq = "0";
          String transport = "";
          for (String header = in.readLine();
              header != null && !header.isEmpty();
              header = in.readLine()) {
            cseq = header.startsWith("CSeq:") ? header.substring(5).strip() : cseq;
            transport = header.startsWith("Transport:") ? header.substring(10).strip() : transport;
          }
          if (line.contains("RTSP/1.0")) {
            answer(line.substring(0, line.indexOf(' ')), cseq, transport);
          }
        }
      } catch (IOException e) {
        // the client has gone
      } finally {
        over = true;
      }
    }

    private void answer(String method, String cseq, String transport) throws IOException {
      switch (method) {
        case "OPTIONS" -> reply(cseq, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n", "");
        case "DESCRIBE" ->
            reply(
                cseq,
                "200 OK",
                "Content-Type: application/sdp\r\n",
                "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=film\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                    + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
                    + "a=fmtp:96 packetization-mode=1\r\na=control:track0\r\n");
        case "SETUP" -> setUp(cseq, transport);
        case "PLAY" -> {
          reply(cseq, "200 OK", "Session: 1\r\n", "");
          thread(this::play);
        }
        default -> reply(cseq, "200 OK", "Session: 1\r\n", "");
      }
    }

    private void setUp(String cseq, String transport) throws IOException {
      Matcher ports = PORTS.matcher(transport);
      if (transport.contains("/TCP")) {
        asked.add("TCP");
        if (refusesTcp) {
          reply(cseq, "461 Unsupported Transport", "", "");
          return;
        }
        sender = this::interleaved;
        reply(cseq, "200 OK", "Transport: " + transport + "\r\nSession: 1\r\n", "");
      } else if (ports.find()) {
        asked.add("UDP");
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        int to = Integer.parseInt(ports.group(1));
        sender =
            packet ->
                socket.send(
                    new DatagramPacket(
                        packet, packet.length, InetAddress.getLoopbackAddress(), to));
        int own = socket.getLocalPort();
        String ours = ";server_port=" + own + "-" + (own + 1);
        reply(cseq, "200 OK", "Transport: " + transport + ours + "\r\nSession: 1\r\n", "");
      }
    }

    private void reply(String cseq, String status, String headers, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      String text =
          "RTSP/1.0 "
              + status
              + "\r\nCSeq: "
              + cseq
              + "\r\n"
              + headers
              + "Content-Length: "
              + bytes.length
              + "\r\n\r\n"
              + body;
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void interleaved(byte[] packet) throws IOException {
      ByteBuffer framed = ByteBuffer.allocate(4 + packet.length);
      framed.put((byte) '$').put((byte) 0).putShort((short) packet.length).put(packet);
      write(framed.array());
    }

    private synchronized void write(byte[] bytes) throws IOException {
      OutputStream out = client.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    private void play() {
      try {
        int first = joinedAt;
        for (int i = 0; !closed && !over; i++) {
          List<byte[]> packets = packets(frames.get((first + i) % frames.size()), i * TICKS);
          for (int k = 0; k < packets.size(); k++) {
            if (!loses.test(i, k)) {
              java.util.Objects.requireNonNull(sender).send(packets.get(k));
            }
          }
          Thread.sleep(1_000 / Films.RATE);
        }
      } catch (IOException e) {
        // the client has gone
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** RFC 6184: small units as they are, large ones in fragments. */
    private List<byte[]> packets(byte[] annexB, int time) {
      List<byte[]> units = units(annexB);
      List<byte[]> packets = new ArrayList<>();
      for (int u = 0; u < units.size(); u++) {
        byte[] unit = units.get(u);
        boolean last = u == units.size() - 1;
        if (unit.length <= MAX_PAYLOAD) {
          packets.add(packet(unit, 0, unit.length, new byte[0], time, last));
          continue;
        }
        for (int at = 1; at < unit.length; at += MAX_PAYLOAD) {
          int length = Math.min(MAX_PAYLOAD, unit.length - at);
          boolean ends = at + length == unit.length;
          int flags = (at == 1 ? 0x80 : 0) | (ends ? 0x40 : 0);
          byte[] head = {(byte) (unit[0] & 0x60 | 28), (byte) (unit[0] & 0x1f | flags)};
          packets.add(packet(unit, at, length, head, time, last && ends));
        }
      }
      return packets;
    }

    private byte[] packet(byte[] unit, int at, int length, byte[] head, int time, boolean marked) {
      ByteBuffer packet = ByteBuffer.allocate(12 + head.length + length);
      packet.put((byte) 0x80).put((byte) (96 | (marked ? 0x80 : 0)));
      packet.putShort((short) sequence++).putInt(time).putInt(7);
      return packet.put(head).put(unit, at, length).array();
    }

    private static List<byte[]> units(byte[] annexB) {
      List<byte[]> units = new ArrayList<>();
      int begun = -1;
      for (int i = 0; i + 3 <= annexB.length; i++) {
        if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
          if (begun >= 0) {
            int end = annexB[i - 1] == 0 ? i - 1 : i;
            units.add(java.util.Arrays.copyOfRange(annexB, begun, end));
          }
          begun = i + 3;
        }
      }
      units.add(java.util.Arrays.copyOfRange(annexB, begun, annexB.length));
      return units;
    }
  }
}
