package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.ModelFile;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.InspectModelRequest;
import io.vedette.proto.v1.ModelInspection;
import io.vedette.proto.v1.ModelInspectionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model that is sent to the coordinator, which reads it. */
final class UploadedModel {

  private final CoordinatorClient coordinator;

  UploadedModel(CoordinatorClient coordinator) {
    this.coordinator = coordinator;
  }

  /**
   * Sends a file, with the weights beside it, and waits until it was read.
   *
   * @param described what the user says about it
   * @return the inspection, which can be registered
   * @throws DetectorException in one line, when the file is no detector, or something is missing
   * @throws IOException when the coordinator does not answer
   */
  String inspect(Path named, InspectModelRequest described) throws DetectorException, IOException {
    Path file = NamedModels.file(named);
    Artifact sent = send(ModelFile.read(file).bytes());
    InspectModelRequest request =
        described.toBuilder().setSha256(sent.getSha256()).setFileName(name(named)).build();
    ModelInspection found;
    do {
      found = coordinator.ask(stub -> stub.inspectModel(request));
    } while (found.getState() == ModelInspectionState.MODEL_INSPECTION_STATE_READING);
    if (found.getState() != ModelInspectionState.MODEL_INSPECTION_STATE_READY) {
      throw new DetectorException(found.getWhy());
    }
    return found.getId();
  }

  /** The end of a long path says more than its beginning. */
  private static String name(Path file) {
    String text = file.toString();
    return text.length() > 200 ? String.valueOf(file.getFileName()) : text;
  }

  private Artifact send(byte[] bytes) throws IOException {
    Path whole = Files.createTempFile("vedette-import", ".onnx");
    try {
      Files.write(whole, bytes);
      return coordinator.artifacts().upload(whole, ArtifactRole.ARTIFACT_ROLE_TRAINING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
