package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Heartbeat.Learning;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student of a device, as the device reports it: one model, which answers the frames of some of
 * its cameras, for one deployment.
 *
 * @param installed null when the registry does not know the model
 * @param variant "fp32", "int8"
 * @param modelSha256 digest of the ONNX file that is running
 * @param examples frames with a verdict, ready for local training
 * @param learner what the learner does, as text; empty when nothing
 * @param learning the same in numbers; null when nothing
 * @param escalation how its frames are escalated; null: the device does not say
 * @param field what its model answered; null: nothing yet, or the device does not say
 */
public record StudentStatus(
    String deployment,
    List<String> cameraIds,
    @Nullable VersionId installed,
    String variant,
    String modelSha256,
    int examples,
    String learner,
    @Nullable Learning learning,
    @Nullable ReportedEscalation escalation,
    @Nullable ReportedField field) {

  public StudentStatus {
    cameraIds = List.copyOf(cameraIds);
  }
}
