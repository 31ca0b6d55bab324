package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Heartbeat.CameraStatus;
import io.vedette.cloud.fleet.Heartbeat.EscalationStatus;

/**
 * What a heartbeat adds to the figures of the fleet. All are counts, so that sums stay exact.
 *
 * @param cameras that the device has
 * @param streaming of them
 * @param milliFps frames answered in 1,000 seconds
 * @param frames answered since the agents' processes started
 * @param escalated frames, since the outboxes were made
 * @param verdicts on them
 * @param outboxFrames that wait for a verdict
 * @param evicted frames that a full outbox lost
 * @param examples ready for local training
 */
public record DeviceFigures(
    long cameras,
    long streaming,
    long milliFps,
    long frames,
    long escalated,
    long verdicts,
    long outboxFrames,
    long evicted,
    long examples) {

  public static final DeviceFigures NONE = new DeviceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0);

  static DeviceFigures of(Heartbeat beat) {
    long streaming = 0;
    long milliFps = 0;
    long frames = 0;
    for (CameraStatus camera : beat.cameras()) {
      streaming += camera.state().equals("streaming") ? 1 : 0;
      milliFps += Math.round(camera.fps() * 1000);
      frames += camera.frames();
    }
    EscalationStatus e = beat.escalation();
    return new DeviceFigures(
        beat.cameras().size(),
        streaming,
        milliFps,
        frames,
        e.escalated(),
        e.verdicts(),
        e.outboxFrames(),
        e.evicted(),
        beat.students().stream().mapToLong(StudentStatus::examples).sum());
  }

  /** The same of a device that is away: its cameras answer no frames now. */
  DeviceFigures away() {
    return new DeviceFigures(
        cameras, 0, 0, frames, escalated, verdicts, outboxFrames, evicted, examples);
  }

  /** The sum with a multiple of another. */
  DeviceFigures plus(DeviceFigures other, int times) {
    return new DeviceFigures(
        cameras + times * other.cameras,
        streaming + times * other.streaming,
        milliFps + times * other.milliFps,
        frames + times * other.frames,
        escalated + times * other.escalated,
        verdicts + times * other.verdicts,
        outboxFrames + times * other.outboxFrames,
        evicted + times * other.evicted,
        examples + times * other.examples);
  }
}
