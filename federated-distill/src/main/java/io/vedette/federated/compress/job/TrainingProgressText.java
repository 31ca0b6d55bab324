package io.vedette.federated.compress.job;

import io.vedette.federated.worker.Progress;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints a training's progress: a line for every stage and epoch, and every twenty seconds. */
final class TrainingProgressText implements Consumer<Progress> {

  private static final long PAUSE_NANOS = 20_000_000_000L;

  private final Consumer<String> lines;
  private @Nullable Progress shown;
  private long shownAt;

  TrainingProgressText(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void accept(Progress progress) {
    long now = System.nanoTime();
    Progress before = shown;
    boolean news =
        before == null
            || !before.stage().equals(progress.stage())
            || before.checkpointed() != progress.checkpointed();
    if (news || now - shownAt >= PAUSE_NANOS) {
      shown = progress;
      shownAt = now;
      lines.accept("  " + text(progress));
    }
  }

  private static String text(Progress progress) {
    StringBuilder text = new StringBuilder(progress.stage());
    if (progress.epochs() > 0) {
      text.append(", epoch ").append(progress.epoch()).append(" of ").append(progress.epochs());
    }
    if (Double.isFinite(progress.loss())) {
      text.append(String.format(Locale.ROOT, ", loss %.3f", progress.loss()));
    }
    if (progress.stepsTotal() > 0) {
      text.append(", step ").append(progress.steps()).append(" of ").append(progress.stepsTotal());
    }
    return text.toString();
  }
}
