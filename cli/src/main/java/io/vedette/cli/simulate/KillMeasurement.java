package io.vedette.cli.simulate;

import io.vedette.cli.simulate.SimulationReport.Kills;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kills the coordinator under load, again and again. After each restart every accepted frame must
 * come to the teacher without being sent again; in the end every accepted frame is sent again, and
 * must have the verdict that it had.
 */
final class KillMeasurement {

  private static final Duration ONLINE = Duration.ofMinutes(2);
  private static final Duration TAUGHT = Duration.ofSeconds(60);
  private static final int LEAST_MS = 300;
  private static final int SPREAD_MS = 1_200;

  private final CoordinatorChild coordinator;
  private final SimulatedFleet fleet;
  private final FramePump pump;
  private final FrameLedger ledger;
  private final PrintWriter out;
  private final Random random;
  private final Set<String> lost = new HashSet<>();
  private double slowestSeconds;

  KillMeasurement(
      CoordinatorChild coordinator,
      SimulatedFleet fleet,
      FramePump pump,
      FrameLedger ledger,
      PrintWriter out,
      long seed) {
    this.coordinator = coordinator;
    this.fleet = fleet;
    this.pump = pump;
    this.ledger = ledger;
    this.out = out;
    this.random = new Random(seed);
  }

  Kills run(int times) throws IOException, InterruptedException {
    for (int i = 1; i <= times; i++) {
      pump.resume();
      TimeUnit.MILLISECONDS.sleep(LEAST_MS + random.nextInt(SPREAD_MS));
      coordinator.kill();
      pump.pause();
      long killed = System.nanoTime();
      coordinator.start();
      fleet.dialNow();
      if (!fleet.awaitOnline(ONLINE)) {
        throw new IOException(
            "not every agent came back after kill " + i + " (log: " + coordinator.log() + ")");
      }
      slowestSeconds = Math.max(slowestSeconds, (System.nanoTime() - killed) / 1e9);
      awaitTaught();
      out.printf(
          Locale.ROOT,
          "kill %d of %d: %d frames accepted so far, %d lost, %d verdicts changed%n",
          i,
          times,
          ledger.accepted().size(),
          lost.size(),
          ledger.changed());
      out.flush();
    }
    Map<String, String> accepted = ledger.accepted();
    sendAllAgain(accepted);
    return new Kills(
        times,
        accepted.size(),
        lost.size() + ledger.waitingCount(),
        ledger.changed(),
        ledger.confirmed(),
        slowestSeconds);
  }

  private void awaitTaught() throws InterruptedException {
    long end = System.nanoTime() + TAUGHT.toNanos();
    List<String> unseen = ledger.unseen();
    while (!unseen.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
      unseen = ledger.unseen();
    }
    lost.addAll(unseen);
  }

  private void sendAllAgain(Map<String, String> accepted) throws InterruptedException {
    accepted.forEach((id, agent) -> fleet.agent(agent).sendAgain(id));
    long end = System.nanoTime() + TAUGHT.plusMillis(10L * accepted.size()).toNanos();
    while (System.nanoTime() < end && fleet.agents().stream().anyMatch(a -> a.waitingCount() > 0)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    while (System.nanoTime() < end && ledger.waitingCount() > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
