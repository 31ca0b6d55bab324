package io.vedette.cli.simulate;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends frames at a rate over all agents, in turn. An agent without a grant, or with a busy stream,
 * is passed over; frames that no agent can send are counted as withheld.
 */
final class FramePump implements AutoCloseable {

  private static final long TICK_MS = 5;

  /** Frames that may be caught up with, in seconds of the rate. */
  private static final double BACKLOG_SECONDS = 0.5;

  /** Frames of one tick that are sent again. */
  private static final int AGAIN_PER_TICK = 50;

  /** Agents that are asked in vain before a tick gives up. */
  private static final int MAX_ASKED = 2_000;

  private final List<SimulatedEscalations> agents;
  private final FleetMeter meter;
  private final double rate;
  private final Thread thread = new Thread(this::run, "agents-frames");
  private volatile boolean paused = true;
  private volatile boolean closed;
  private int next;

  /**
   * @param rate frames per second of all agents together; 0: none
   */
  FramePump(List<SimulatedEscalations> agents, double rate, FleetMeter meter) {
    this.agents = agents;
    this.rate = rate;
    this.meter = meter;
    thread.setDaemon(true);
    thread.start();
  }

  void resume() {
    paused = false;
  }

  /** From now on no new frames are sent, only those that must be sent again. */
  void pause() {
    paused = true;
  }

  private void run() {
    long last = System.nanoTime();
    double due = 0;
    while (!closed) {
      try {
        TimeUnit.MILLISECONDS.sleep(TICK_MS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      if (paused) {
        send(AGAIN_PER_TICK, true);
        due = 0;
      } else {
        due += rate * (now - last) / 1e9;
        due -= send((int) due, false);
        double most = Math.max(1, rate * BACKLOG_SECONDS);
        if (due > most) {
          meter.withheld((long) (due - most));
          due = most;
        }
      }
      last = now;
    }
  }

  private int send(int frames, boolean onlyAgain) {
    int sent = 0;
    int asked = 0;
    while (sent < frames && asked < Math.min(agents.size(), MAX_ASKED)) {
      next = (next + 1) % agents.size();
      if (agents.get(next).trySend(onlyAgain)) {
        sent++;
        asked = 0;
      } else {
        asked++;
      }
    }
    return sent;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
