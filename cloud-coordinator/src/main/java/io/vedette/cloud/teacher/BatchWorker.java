package io.vedette.cloud.teacher;

import java.util.HashMap;
import java.util.Map;

/** What a {@link TeacherBatching} knows of a worker; not safe for use by several threads. */
final class BatchWorker {

  /** The weight of a new measurement against those before. */
  private static final double NEWEST = 0.2;

  /** Teacher time of a frame is at least this, so that no frame is free, milliseconds. */
  private static final double LEAST_FRAME_MS = 0.1;

  final String id;
  final String name;
  private final int maxBatch;
  private final int maxInFlight;
  private final Map<String, Integer> framesUnderWay = new HashMap<>();
  private int inFlight;
  private int missed;
  private boolean suspectsTurn;
  private double slowestFrameMs;
  private double meanFrameMs;

  BatchWorker(String id, String name, int maxBatch, int maxInFlight) {
    this.id = id;
    this.name = name;
    this.maxBatch = Math.max(1, maxBatch);
    this.maxInFlight = Math.max(1, maxInFlight);
  }

  boolean isFree() {
    return inFlight < maxInFlight;
  }

  /** It is the turn of suspects; never for a worker that has answered nothing yet. */
  boolean isSuspectsTurn() {
    return suspectsTurn;
  }

  int maxBatch() {
    return maxBatch;
  }

  /** Teacher time that a batch is likely to take, milliseconds. */
  double estimateMs(int frames) {
    return frames * Math.max(LEAST_FRAME_MS, meanFrameMs);
  }

  /** How many more frames of a deployment may be under way so that all take at most a time. */
  int roomFor(String deployment, double ms) {
    int most = (int) Math.max(1, Math.min(maxBatch, (ms + meanFrameMs) / estimateMs(1)));
    return most - framesUnderWay.getOrDefault(deployment, 0);
  }

  /** Frames of all deployments that it was handed. */
  int underWay() {
    return framesUnderWay.values().stream().mapToInt(Integer::intValue).sum();
  }

  void begin(String deployment, int frames) {
    inFlight++;
    framesUnderWay.merge(deployment, frames, Integer::sum);
  }

  /** A batch came back, was taken back, or is known to be lost and no longer in the way. */
  void end(String deployment, int frames) {
    inFlight--;
    framesUnderWay.compute(
        deployment, (name, n) -> n == null || n <= frames ? null : Integer.valueOf(n - frames));
  }

  /**
   * A batch was answered.
   *
   * @param sinceMs how long ago it was handed out
   * @param teacherMs teacher time that the worker measured
   * @return teacher time that is charged: never more than passed
   */
  double answered(int frames, boolean suspect, long sinceMs, double teacherMs) {
    missed = 0;
    suspectsTurn = !suspect;
    slowestFrameMs = Math.max(slowestFrameMs, (double) sinceMs / frames);
    double charged = Math.max(LEAST_FRAME_MS * frames, Math.min(teacherMs, sinceMs));
    double frameMs = charged / frames;
    meanFrameMs = meanFrameMs == 0 ? frameMs : meanFrameMs + NEWEST * (frameMs - meanFrameMs);
    return charged;
  }

  void missed() {
    missed++;
  }

  /**
   * How long a batch may take: what missed before may only have been slow, so each miss doubles the
   * time, up to 32 times.
   *
   * @param patience how many times its own slowest pace a worker may take
   */
  long patienceMs(long deadlineMs, int patience, int frames) {
    return Math.max(deadlineMs << Math.min(5, missed), (long) (patience * slowestFrameMs * frames));
  }
}
