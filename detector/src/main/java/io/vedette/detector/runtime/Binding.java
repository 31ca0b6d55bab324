package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph with its inputs and outputs at fixed places in memory: nothing is reserved from one run
 * to the next. Outputs whose shape is known only after a run are fetched each time instead. For one
 * thread; several bindings may share a session.
 */
final class Binding implements AutoCloseable {

  private final OnnxSession session;
  private final Map<String, OnnxTensor> fed = new LinkedHashMap<>();
  private final Map<String, BoundOutput> bound = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
  private final Set<String> fetched;
  private boolean proven;

  private Binding(OnnxSession session) {
    this.session = session;
    this.fetched = new LinkedHashSet<>(session.outputNames());
  }

  /**
   * @param inputs all that the graph takes; direct buffers are read where they lie, run after run
   * @throws DetectorException when the graph has no such input
   */
  static Binding of(OnnxSession session, OrtEnvironment environment, Map<String, FedTensor> inputs)
      throws DetectorException, OrtException {
    Binding binding = new Binding(session);
    try {
      Map<String, Long> sizes = new HashMap<>();
      for (Map.Entry<String, FedTensor> input : inputs.entrySet()) {
        String name = input.getKey();
        TensorInfo info = session.input(name);
        binding.fed.put(name, NativeTensors.in(environment, name, input.getValue(), info));
        name(info, input.getValue().shape(), sizes);
      }
      for (Map.Entry<String, TensorInfo> output : session.outputs().entrySet()) {
        Optional<long[]> shape = closed(output.getValue(), sizes);
        if (shape.isPresent()) {
          String name = output.getKey();
          binding.pin(name, BoundOutput.of(environment, name, output.getValue(), shape.get()));
        }
      }
      return binding;
    } catch (OrtException | DetectorException e) {
      binding.close();
      throw e;
    }
  }

  private void pin(String name, BoundOutput place) {
    bound.put(name, place);
    pinned.put(name, place.tensor());
    fetched.remove(name);
  }

  private void unpin() {
    bound.values().forEach(BoundOutput::close);
    bound.clear();
    pinned.clear();
    fetched.addAll(session.outputNames());
  }

  /** What the graph calls its open dimensions, and how long they are for these inputs. */
  private static void name(TensorInfo info, long[] actual, Map<String, Long> sizes) {
    String[] names = info.getDimensionNames();
    for (int i = 0; i < names.length && i < actual.length; i++) {
      if (!names[i].isEmpty()) {
        sizes.put(names[i], actual[i]);
      }
    }
  }

  /** The shape with its open dimensions put in; empty where one of them is none of the inputs'. */
  private static Optional<long[]> closed(TensorInfo info, Map<String, Long> sizes) {
    long[] shape = info.getShape();
    String[] names = info.getDimensionNames();
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] <= 0) {
        shape[i] = i < names.length ? sizes.getOrDefault(names[i], 0L) : 0;
      }
      if (shape[i] <= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(shape);
  }

  /**
   * Runs the graph on what lies in the inputs now.
   *
   * @return all outputs in graph order, to be read before the next run
   */
  Map<String, FloatTensor> run() throws DetectorException {
    try {
      Map<String, FloatTensor> answer = once();
      proven = true;
      return answer;
    } catch (OrtException e) {
      if (proven || pinned.isEmpty()) {
        throw session.cannotAnswer(e);
      }
    }
    // some files declare shapes that their graph does not keep to
    unpin();
    try {
      return once();
    } catch (OrtException e) {
      throw session.cannotAnswer(e);
    }
  }

  private Map<String, FloatTensor> once() throws OrtException, DetectorException {
    try (OrtSession.Result result = session.call(fed, fetched, pinned)) {
      Map<String, FloatTensor> outputs = new LinkedHashMap<>();
      for (String name : session.outputs().keySet()) {
        BoundOutput place = bound.get(name);
        outputs.put(name, place != null ? place.read() : fetched(name, result));
      }
      return Collections.unmodifiableMap(outputs);
    }
  }

  private static FloatTensor fetched(String name, OrtSession.Result result)
      throws OrtException, DetectorException {
    OnnxValue value = result.get(name).orElseThrow();
    return NativeTensors.out(name, value);
  }

  @Override
  public void close() {
    fed.values().forEach(OnnxTensor::close);
    unpin();
  }
}
