package io.vedette.cloud.operations;

import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.machine.TaskListener;
import io.vedette.wire.operations.RoleMetrics;
import java.nio.file.Path;

/**
 * The meters of a coordinator: listeners that its parts tell while they work, and with {@link
 * #show} the figures that are read at each scrape.
 */
public final class CoordinatorMetrics implements AutoCloseable {

  private final RoleMetrics role = new RoleMetrics("coordinator");
  private final FrameMetrics frames = new FrameMetrics(role.registry());

  /** Their text form. */
  public RoleMetrics role() {
    return role;
  }

  /** Counts frames and verdicts. */
  public Escalations.Listener frames() {
    return frames;
  }

  /** Measures the commit lane. */
  public LaneListener lane() {
    return new LaneMetrics(role.registry());
  }

  /**
   * Measures a control loop.
   *
   * @param loop "control"
   */
  public TaskListener controller(String loop) {
    return new ControllerMetrics(role.registry(), loop);
  }

  /**
   * Counts what is written.
   *
   * @param pictureFolder what is written below it are pictures; all else is the store
   * @param next is told too
   */
  public DiskListener disk(Path pictureFolder, DiskListener next) {
    return new DiskMetrics(role.registry(), pictureFolder, next);
  }

  /** Shows the figures of a coordinator's parts. */
  public void show(CoordinatorParts parts) {
    CoordinatorGauges gauges = new CoordinatorGauges(role.registry(), parts);
    DeploymentMetrics deployments = new DeploymentMetrics(role.registry());
    role.beforeScrape(
        () -> {
          FigureReader.Figures figures = parts.figures().read();
          gauges.show(figures.teachers());
          deployments.show(figures.deployments());
          frames.keep(figures.names());
        });
  }

  @Override
  public void close() {
    role.close();
  }
}
