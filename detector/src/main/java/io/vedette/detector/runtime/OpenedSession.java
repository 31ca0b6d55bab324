package io.vedette.detector.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.ConstantWeights;
import io.vedette.detector.graph.ModelFile;
import java.util.List;

/** ONNX Runtime's session for a model, on those of the providers asked for that can run it. */
record OpenedSession(OrtEnvironment environment, OrtSession session, ProviderReport providers) {

  /**
   * @param where names the model in errors
   * @throws DetectorException when a name is no provider's, or the model is not in one piece
   * @throws OrtException when ONNX Runtime refuses the model on the plain processor too
   */
  static OpenedSession of(byte[] model, String where, RuntimeOptions options)
      throws OrtException, DetectorException {
    ModelFile.checkWhole(model, where);
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      settings.setInterOpNumThreads(1);
      // Idle threads that spin would take the processor from the other processes of the machine.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      ProviderReport providers = Providers.add(options.providers(), environment, settings);
      try {
        return new OpenedSession(
            environment,
            environment.createSession(ConstantWeights.of(model, where), settings),
            providers);
      } catch (OrtException e) {
        if (!providers.accelerated()) {
          throw e;
        }
        OpenedSession plain = of(model, where, options.withProviders(List.of()));
        String reason = "cannot run this model: " + OnnxSession.oneLine(e);
        return new OpenedSession(environment, plain.session, providers.onlyCpu(reason));
      }
    }
  }
}
