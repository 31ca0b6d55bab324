package io.vedette.detector.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
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
import java.util.Set;

/**
 * A graph ready to run on named tensors. Everything is float at this border: other inputs are
 * converted on the way in and other outputs on the way out. Safe for use by several threads.
 */
public final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ProviderReport providers;
  private final String where;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;

  private OnnxSession(OpenedSession opened, String where) throws OrtException, DetectorException {
    this.environment = opened.environment();
    this.session = opened.session();
    this.providers = opened.providers();
    this.where = where;
    this.inputs = tensors("input", session.getInputInfo().values());
    this.outputs = tensors("output", session.getOutputInfo().values());
  }

  private Map<String, TensorInfo> tensors(String kind, Collection<NodeInfo> values)
      throws DetectorException {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    for (NodeInfo value : values) {
      if (!(value.getInfo() instanceof TensorInfo tensor)) {
        throw new DetectorException(where + ": " + kind + " " + value.getName() + " is no tensor");
      }
      tensors.put(value.getName(), tensor);
    }
    return tensors;
  }

  /**
   * @param where names the model in errors
   * @throws DetectorException when weights lie in other files, ONNX Runtime refuses the graph, or a
   *     provider's name is unknown; a provider that is not there is left out instead: see {@link
   *     #providers}
   */
  public static OnnxSession open(byte[] model, String where, RuntimeOptions options)
      throws DetectorException {
    return DeepStack.call(() -> opened(model, where, options));
  }

  private static OnnxSession opened(byte[] model, String where, RuntimeOptions options)
      throws DetectorException {
    try {
      OpenedSession opened = OpenedSession.of(model, where, options);
      try {
        return new OnnxSession(opened, where);
      } catch (OrtException | DetectorException e) {
        opened.session().close();
        throw e;
      }
    } catch (OrtException e) {
      throw new DetectorException(
          where + ": ONNX Runtime refuses the model: " + oneLine(e) + "; export it again", e);
    }
  }

  /** What runs the graph, and why nothing else does. */
  public ProviderReport providers() {
    return providers;
  }

  public List<String> outputNames() {
    return List.copyOf(outputs.keySet());
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
    return run(feed, outputs.keySet());
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
        String name = entry.getKey();
        OnnxTensor tensor = NativeTensors.in(environment, name, entry.getValue(), input(name));
        fed.add(tensor);
        tensors.put(name, tensor);
      }
      Map<String, FloatTensor> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), NativeTensors.out(output.getKey(), output.getValue()));
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw cannotAnswer(e);
    } finally {
      fed.forEach(OnnxTensor::close);
    }
  }

  /**
   * Binds the graph to memory for many runs.
   *
   * @param feed all inputs; direct buffers are read where they lie and must outlive the binding
   * @throws DetectorException when an input is unknown or misshapen
   */
  Binding bind(Map<String, FedTensor> feed) throws DetectorException {
    try {
      return Binding.of(this, environment, feed);
    } catch (OrtException e) {
      throw cannotAnswer(e);
    }
  }

  OrtSession.Result call(
      Map<String, OnnxTensor> feed, Set<String> fetched, Map<String, OnnxTensor> pinned)
      throws OrtException {
    return session.run(feed, fetched, pinned);
  }

  TensorInfo input(String name) throws DetectorException {
    TensorInfo input = inputs.get(name);
    if (input == null) {
      throw new DetectorException(where + ": no input '" + name + "', only " + inputs.keySet());
    }
    return input;
  }

  /** In graph order. */
  Map<String, TensorInfo> outputs() {
    return outputs;
  }

  DetectorException cannotAnswer(OrtException e) {
    return new DetectorException(where + ": the model cannot answer: " + oneLine(e), e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(where + ": " + oneLine(e), e);
    }
  }

  static String oneLine(OrtException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
    return message.length() > 300 ? message.substring(0, 300) + " …" : message;
  }
}
