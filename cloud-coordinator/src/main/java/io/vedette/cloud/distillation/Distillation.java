package io.vedette.cloud.distillation;

import io.vedette.cloud.machine.ProgressDeadline;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One distillation: an aggregated student becomes a version.
 *
 * @param student the aggregated training graph
 * @param baseline the version to be compared with
 * @param baselineTraining its training graph
 * @param updateIds the updates behind the student; empty when they are too many to name here
 * @param sets what is trained and validated on; null while there are too few frames
 * @param lease the distiller that works on it; null when there is none
 * @param progress the distiller's last report
 * @param checkpoint from which the next attempt resumes; null while no epoch is done
 * @param attempts so far; the number of the one under way
 * @param fruitless attempts in a row that got no further than the one before
 * @param furthest the most steps that any attempt has done
 * @param startedMs milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param outcome what the worker made; null before
 * @param version what came of it; null when nothing did
 * @param gates the results of the gates
 * @param why it waits or failed, for people
 */
public record Distillation(
    String id,
    String roundId,
    Phase phase,
    Artifact student,
    VersionId baseline,
    Artifact baselineTraining,
    List<String> updateIds,
    @Nullable Sets sets,
    @Nullable Lease lease,
    Progress progress,
    @Nullable Checkpoint checkpoint,
    int attempts,
    int fruitless,
    long furthest,
    long startedMs,
    long endedMs,
    @Nullable Outcome outcome,
    @Nullable VersionId version,
    List<GateResult> gates,
    String why) {

  /** Where a distillation is. */
  public enum Phase {
    /** Too few frames to train or to judge on. */
    GATHERING,
    /** For a distiller. */
    WAITING,
    RUNNING,
    JUDGING,
    DONE,
    FAILED
  }

  /** The datasets of a job, which stay the same over all attempts. */
  public record Sets(
      Artifact training,
      Artifact validation,
      int trainingFrames,
      int validationFrames,
      String teacherSha256) {}

  /**
   * The distiller that works on it.
   *
   * @param pace when its silence has lasted too long
   * @param goneSinceMs when the worker's connection was lost, active time; 0 while it is there
   */
  public record Lease(String workerId, ProgressDeadline pace, long goneSinceMs) {
    /** A lease that an earlier release stored has no pace yet; it gets one after the restart. */
    public Lease(String workerId, @Nullable ProgressDeadline pace, long goneSinceMs) {
      this.workerId = workerId;
      this.pace = pace == null ? ProgressDeadline.starting(0) : pace;
      this.goneSinceMs = goneSinceMs;
    }
  }

  /**
   * How far an attempt is.
   *
   * @param steps work done; an attempt that resumes from a checkpoint begins where that ends
   * @param stepsTotal of so many; 0 while unknown
   * @param epochSeconds that the latest whole epoch took; 0 before
   */
  public record Progress(
      String stage,
      int epoch,
      int epochs,
      double loss,
      long steps,
      long stepsTotal,
      double epochSeconds) {
    static final Progress NONE = new Progress("", 0, 0, 0, 0, 0, 0);
  }

  /**
   * What an attempt leaves for the next.
   *
   * @param file is with the coordinator
   * @param epoch that it was written after
   */
  public record Checkpoint(Artifact file, int epoch) {}

  /**
   * What a worker made; the artifacts are blobs here.
   *
   * @param answers of baseline and student on the validation pictures; null where an earlier
   *     release stored the outcome
   */
  public record Outcome(
      Artifact training,
      List<Variant> variants,
      ModelMetrics baseline,
      @Nullable Artifact answers,
      double trainingSeconds,
      Map<String, String> recipe) {
    public Outcome {
      variants = List.copyOf(variants);
      recipe = Map.copyOf(recipe);
    }

    /** How many of its levels the variants use, as text; empty when that was not asked. */
    String levels() {
      String levels = recipe.get("levels");
      return levels == null ? "" : "on " + levels + " levels";
    }
  }

  public Distillation {
    updateIds = List.copyOf(updateIds);
    gates = List.copyOf(gates);
  }

  /** A distillation that gathers frames first. */
  public static Distillation of(
      String id,
      String roundId,
      Artifact student,
      VersionId baseline,
      Artifact baselineTraining,
      List<String> updateIds,
      long nowMs) {
    return new Distillation(
        id,
        roundId,
        Phase.GATHERING,
        student,
        baseline,
        baselineTraining,
        updateIds,
        null,
        null,
        Progress.NONE,
        null,
        0,
        0,
        0,
        nowMs,
        0,
        null,
        null,
        List.of(),
        "");
  }

  /** The same with a newer student, which no distiller has begun either. */
  Distillation replaced(DistillationEvent.Replaced by) {
    return new Distillation(
        id,
        by.roundId(),
        Phase.GATHERING,
        by.student(),
        by.baseline(),
        by.baselineTraining(),
        by.updateIds(),
        null,
        null,
        Progress.NONE,
        null,
        attempts,
        fruitless,
        furthest,
        startedMs,
        endedMs,
        null,
        null,
        List.of(),
        "");
  }

  /** Whether a distiller has taken it, ever. */
  public boolean begun() {
    return attempts > 0;
  }

  /** Neither done nor failed. */
  public boolean underWay() {
    return phase != Phase.DONE && phase != Phase.FAILED;
  }

  /** Whether the gates judged it, and had enough frames to decide. */
  public boolean isDecided() {
    return phase == Phase.DONE && gates.stream().allMatch(gate -> gate.framesWanted() == 0);
  }

  Distillation in(Phase next) {
    return change().phase(next).done();
  }

  Change change() {
    return new Change(this);
  }

  /** Builds the next state. */
  static final class Change {
    private final Distillation from;
    private Phase phase;
    private @Nullable Sets sets;
    private @Nullable Lease lease;
    private Progress progress;
    private @Nullable Checkpoint checkpoint;
    private int attempts;
    private int fruitless;
    private long furthest;
    private long endedMs;
    private @Nullable Outcome outcome;
    private @Nullable VersionId version;
    private List<GateResult> gates;
    private String why;

    private Change(Distillation from) {
      this.from = from;
      phase = from.phase;
      sets = from.sets;
      lease = from.lease;
      progress = from.progress;
      checkpoint = from.checkpoint;
      attempts = from.attempts;
      fruitless = from.fruitless;
      furthest = from.furthest;
      endedMs = from.endedMs;
      outcome = from.outcome;
      version = from.version;
      gates = from.gates;
      why = from.why;
    }

    private Change phase(Phase next) {
      phase = next;
      return this;
    }

    Change sets(Sets next) {
      sets = next;
      return this;
    }

    Change lease(@Nullable Lease next) {
      lease = next;
      return this;
    }

    Change progress(Progress next) {
      progress = next;
      return this;
    }

    Change checkpoint(@Nullable Checkpoint next) {
      checkpoint = next;
      return this;
    }

    Change attempts(int next) {
      attempts = next;
      return this;
    }

    Change fruitless(int next) {
      fruitless = next;
      return this;
    }

    Change furthest(long next) {
      furthest = next;
      return this;
    }

    Change ended(long wallMs) {
      endedMs = wallMs;
      return this;
    }

    Change outcome(Outcome next) {
      outcome = next;
      return this;
    }

    Change judged(@Nullable VersionId made, List<GateResult> results) {
      version = made;
      gates = results;
      return this;
    }

    Change why(String next) {
      why = next;
      return this;
    }

    Distillation done() {
      return new Distillation(
          from.id,
          from.roundId,
          phase,
          from.student,
          from.baseline,
          from.baselineTraining,
          from.updateIds,
          sets,
          lease,
          progress,
          checkpoint,
          attempts,
          fruitless,
          furthest,
          from.startedMs,
          endedMs,
          outcome,
          version,
          gates,
          why);
    }
  }
}
