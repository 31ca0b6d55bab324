package io.vedette.detector.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A graph ready to run on named tensors. Everything is float at this border: integer inputs are
 * converted on the way in and integer outputs on the way out. Safe for use by several threads.
 */
public final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String where;
  private final Map<String, TensorInfo> inputs;

  private OnnxSession(OrtEnvironment environment, OrtSession session, String where)
      throws OrtException, DetectorException {
    this.environment = environment;
    this.session = session;
    this.where = where;
    this.inputs = new LinkedHashMap<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      if (!(input.getInfo() instanceof TensorInfo tensor)) {
        throw new DetectorException(where + ": input " + input.getName() + " is no tensor");
      }
      inputs.put(input.getName(), tensor);
    }
  }

  /**
   * @param where names the model in errors
   * @throws DetectorException when ONNX Runtime refuses the graph, or lacks a provider asked for
   */
  public static OnnxSession open(byte[] model, String where, RuntimeOptions options)
      throws DetectorException {
    return DeepStack.call(() -> opened(model, where, options));
  }

  private static OnnxSession opened(byte[] model, String where, RuntimeOptions options)
      throws DetectorException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      settings.setInterOpNumThreads(1);
      // Idle threads that spin would take the processor from the other processes of the machine.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      Providers.add(options.providers(), settings);
      OrtSession session = environment.createSession(model, settings);
      try {
        return new OnnxSession(environment, session, where);
      } catch (OrtException | DetectorException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new DetectorException(
          where + ": ONNX Runtime refuses the model: " + oneLine(e) + "; export it again", e);
    }
  }

  public List<String> inputNames() {
    return List.copyOf(inputs.keySet());
  }

  public List<String> outputNames() {
    return List.copyOf(session.getOutputNames());
  }

  /**
   * @throws IllegalArgumentException when there is no such input
   */
  public Shape inputShape(String name) {
    TensorInfo input = inputs.get(name);
    if (input == null) {
      throw new IllegalArgumentException(where + ": no input '" + name + "'");
    }
    return new Shape(
        Arrays.stream(input.getShape()).mapToObj(d -> d > 0 ? d : Shape.DYNAMIC).toList());
  }

  /** Runs the graph; all outputs by name, in graph order. */
  public Map<String, FloatTensor> run(Map<String, FloatTensor> feed) throws DetectorException {
    return run(feed, session.getOutputNames());
  }

  /**
   * Runs the graph for some of its outputs.
   *
   * @throws DetectorException when an input is missing or misshapen, or a node fails
   */
  public Map<String, FloatTensor> run(Map<String, FloatTensor> feed, Collection<String> wanted)
      throws DetectorException {
    List<OnnxTensor> fed = new ArrayList<>();
    try {
      Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, FloatTensor> entry : feed.entrySet()) {
        TensorInfo info = inputs.get(entry.getKey());
        if (info == null) {
          throw new DetectorException(
              where + ": no input '" + entry.getKey() + "', only " + inputs.keySet());
        }
        OnnxTensor tensor = NativeTensors.in(environment, entry.getValue(), info);
        fed.add(tensor);
        tensors.put(entry.getKey(), tensor);
      }
      Map<String, FloatTensor> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), NativeTensors.out(output.getKey(), output.getValue()));
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw new DetectorException(where + ": the model cannot answer: " + oneLine(e), e);
    } finally {
      fed.forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(where + ": " + oneLine(e), e);
    }
  }

  private static String oneLine(OrtException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
    return message.length() > 300 ? message.substring(0, 300) + " …" : message;
  }
}
