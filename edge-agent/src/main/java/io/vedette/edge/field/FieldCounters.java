package io.vedette.edge.field;

import io.vedette.edge.pipeline.FrameResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what each camera's model answers. Another model begins at zero. Told by the frame loops;
 * anyone may read.
 */
public final class FieldCounters {

  private record Counted(String digest, FieldCounts counts) {}

  private final Map<String, Counted> cameras = new ConcurrentHashMap<>();

  /** A frame was answered. What the motion gate answered says nothing about the model. */
  public void onResult(FrameResult result) {
    if (result.latencyMillis() > 0) {
      FieldCounts frame = FieldCounts.of(result.detections().shown(), result.latencyMillis());
      cameras.merge(
          result.frame().cameraId(),
          new Counted(result.student().digest(), frame),
          (before, now) ->
              before.digest.equals(now.digest)
                  ? new Counted(now.digest, before.counts.plus(now.counts))
                  : now);
    }
  }

  /**
   * The sums of some cameras.
   *
   * @param digest of the model; what another one answered is left out
   */
  public FieldCounts of(List<String> cameraIds, String digest) {
    FieldCounts sum = FieldCounts.NONE;
    for (String camera : cameraIds) {
      Counted counted = cameras.get(camera);
      if (counted != null && counted.digest.equals(digest)) {
        sum = sum.plus(counted.counts);
      }
    }
    return sum;
  }
}
