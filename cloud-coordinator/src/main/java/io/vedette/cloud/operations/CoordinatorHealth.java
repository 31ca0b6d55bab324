package io.vedette.cloud.operations;

import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.disk.DiskRoom;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.wire.operations.HealthCheck;
import io.vedette.wire.operations.RoleHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a coordinator takes work: it has started, its port is open, its store writes, its disk has
 * room, and its control loops decide. Looking at it waits for nothing.
 */
public final class CoordinatorHealth implements LaneListener {

  /** Control loops tick every second. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private record Running(BooleanSupplier portOpen, DiskRoom room, Map<String, ControlLoop> loops) {}

  private volatile @Nullable Running running;

  /** Why the store does not write; empty: it does. */
  private volatile String storeProblem = "";

  /** The coordinator has started. */
  public void started(
      BooleanSupplier portOpen, DiskRoom room, Map<String, ControlLoop> controllers) {
    running = new Running(portOpen, room, Map.copyOf(controllers));
  }

  @Override
  public void failing(String why) {
    storeProblem = why;
  }

  @Override
  public void working() {
    storeProblem = "";
  }

  /** The checks. */
  public RoleHealth checks() {
    return new RoleHealth(
        List.of(
            new HealthCheck("start", this::start),
            new HealthCheck("port", this::port),
            new HealthCheck("store", () -> storeProblem),
            new HealthCheck("disk", this::disk),
            new HealthCheck("control loops", this::loops)));
  }

  private String start() {
    return running == null ? "the coordinator is starting" : "";
  }

  private String port() {
    Running now = running;
    return now == null || now.portOpen.getAsBoolean() ? "" : "the port is closed";
  }

  private String disk() {
    Running now = running;
    return now == null ? "" : now.room.problem();
  }

  private String loops() {
    Running now = running;
    if (now == null) {
      return "";
    }
    return now.loops.entrySet().stream()
        .filter(loop -> loop.getValue().silence().compareTo(SILENCE) > 0)
        .findFirst()
        .map(
            loop ->
                loop.getKey()
                    + " has ended nothing for "
                    + loop.getValue().silence().toSeconds()
                    + " s")
        .orElse("");
  }
}
