package io.vedette.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between an agent and its coordinator that fails as it is told. */
public final class FaultyLine implements AutoCloseable {

  /** What becomes of bytes. */
  public enum Mode {
    /** They pass. */
    WELL,
    /** They wait, both ways, and nobody hears of it. */
    SILENT,
    /** They pass, each piece half a second late. */
    SLOW,
    /** Every connection is reset, soon after it was made. */
    RESETTING
  }

  private volatile Mode mode = Mode.WELL;
  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public FaultyLine(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on. A line that begins to reset does so with what is connected too. */
  public void become(Mode next) {
    mode = next;
    if (next == Mode.RESETTING) {
      sockets.forEach(FaultyLine::reset);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "faulty-line");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket near = server.accept();
        if (mode == Mode.RESETTING) {
          reset(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        start(() -> pump(near, far));
        start(() -> pump(far, near));
      } catch (IOException e) {
        // the coordinator is away, or the test is over
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        while (mode == Mode.SILENT && !closed) {
          Thread.sleep(20);
        }
        if (mode == Mode.SLOW) {
          Thread.sleep(500);
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // one side is gone: so is the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    sockets.forEach(FaultyLine::reset);
  }
}
