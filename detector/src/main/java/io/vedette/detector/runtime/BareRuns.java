package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.head.Heads;
import io.vedette.detector.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ONNX Runtime's own call on one picture's tensor with nothing around it: the least that a frame
 * can cost. For measurements; what the graph answers is thrown away.
 */
public final class BareRuns implements AutoCloseable {

  private static final float GREY = 0.45f;

  private final OpenedSession opened;
  private final Map<String, OnnxTensor> feed = new LinkedHashMap<>();

  private BareRuns(OpenedSession opened) {
    this.opened = opened;
  }

  /**
   * @param spec which input the graph has, and at which size
   * @throws DetectorException when the model cannot be run
   */
  public static BareRuns open(byte[] model, DetectorSpec spec, RuntimeOptions options)
      throws DetectorException {
    return DeepStack.call(() -> opened(model, spec, options));
  }

  private static BareRuns opened(byte[] model, DetectorSpec spec, RuntimeOptions options)
      throws DetectorException {
    try {
      BareRuns runs = new BareRuns(OpenedSession.of(model, "the model", options));
      FloatBuffer pixels =
          ByteBuffer.allocateDirect(Preprocessor.size(spec.input()) * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (int i = 0; i < pixels.capacity(); i++) {
        pixels.put(i, GREY);
      }
      runs.feed(spec.input().name(), new FloatTensor(spec.input().shape(1), pixels));
      for (var side : Heads.of(spec.head().family()).sideInputs(spec).entrySet()) {
        runs.feed(side.getKey(), FloatTensor.of(side.getValue(), 1, side.getValue().length));
      }
      return runs;
    } catch (OrtException e) {
      throw new DetectorException("the model cannot be run: " + OnnxSession.oneLine(e), e);
    }
  }

  private void feed(String name, FloatTensor values) throws OrtException, DetectorException {
    var info = opened.session().getInputInfo().get(name);
    if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
      throw new DetectorException("the model has no input '" + name + "'");
    }
    feed.put(name, NativeTensors.in(opened.environment(), name, values, tensor));
  }

  /** One call. */
  public void run() throws DetectorException {
    try {
      opened.session().run(feed).close();
    } catch (OrtException e) {
      throw new DetectorException("the model cannot answer: " + OnnxSession.oneLine(e), e);
    }
  }

  @Override
  public void close() {
    feed.values().forEach(OnnxTensor::close);
    try {
      opened.session().close();
    } catch (OrtException e) {
      throw new IllegalStateException(OnnxSession.oneLine(e), e);
    }
  }
}
