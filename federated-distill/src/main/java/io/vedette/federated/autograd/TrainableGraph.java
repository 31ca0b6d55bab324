package io.vedette.federated.autograd;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An ONNX graph whose float initializers can be learned. Not for use by two threads at once. */
public final class TrainableGraph implements AutoCloseable {

  private static final int PLANS_KEPT = 8;

  private final List<Program.Instruction> program;
  private final Initializers initializers;
  private final ComputePrecision precision;
  private final Map<List<String>, ExecutionPlan> plans =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, ExecutionPlan> eldest) {
          return size() > PLANS_KEPT;
        }
      };

  private TrainableGraph(
      List<Program.Instruction> program, Initializers initializers, ComputePrecision precision) {
    this.program = program;
    this.initializers = initializers;
    this.precision = precision;
  }

  /**
   * Prepares a graph.
   *
   * @param trainable which float initializers get gradients, by name; running statistics never do
   * @throws UnknownOperatorException when a node's operator is not supported
   */
  public static TrainableGraph of(Graph graph, Predicate<String> trainable)
      throws DetectorException {
    return of(graph, trainable, name -> false, ComputePrecision.FLOAT32);
  }

  /**
   * Prepares a graph of which a part stands still.
   *
   * @param trainable which float initializers get gradients, by name; running statistics never do
   * @param fixed which running means stay as they are, by name: their batch normalizations use them
   *     in both modes
   * @param precision of what is computed in {@link Mode#TRAIN}
   * @throws UnknownOperatorException when a node's operator is not supported
   */
  public static TrainableGraph of(
      Graph graph, Predicate<String> trainable, Predicate<String> fixed, ComputePrecision precision)
      throws DetectorException {
    List<Program.Instruction> program = Program.of(graph, fixed);
    return new TrainableGraph(program, new Initializers(graph, trainable), precision);
  }

  /**
   * Runs the nodes that the wanted tensors need.
   *
   * @param scope owns the result and everything in between
   * @param inputs the graph's inputs by name
   * @param wanted names of any tensors of the graph, outputs or internal ones
   * @return the wanted tensors by name, in the order asked for, fractions in 32 bits
   * @throws IllegalArgumentException naming the node whose inputs do not fit it
   */
  public Map<String, Tensor> forward(
      Scope scope, Map<String, Tensor> inputs, Collection<String> wanted, Mode mode) {
    ExecutionPlan plan =
        plans.computeIfAbsent(
            List.copyOf(wanted), names -> ExecutionPlan.of(program, names, precision));
    PtNDManager manager = scope.manager();
    Map<String, PtNDArray> values = initializers.borrowedBy(manager);
    inputs.forEach((name, tensor) -> values.put(name, MemoryLayout.innermost(tensor.array())));
    for (ExecutionPlan.Step step : plan.steps()) {
      run(step.instruction(), values, manager, mode);
      for (String name : step.dead()) {
        PtNDArray dead = values.remove(name);
        if (dead != null) {
          dead.close();
        }
      }
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (String name : wanted) {
      PtNDArray result = values.get(name);
      if (result == null) {
        throw new IllegalArgumentException("the graph has no tensor " + name);
      }
      results.put(name, new Tensor(ReducedPrecision.wide(result)));
    }
    return results;
  }

  private static void run(
      Program.Instruction instruction,
      Map<String, PtNDArray> values,
      PtNDManager manager,
      Mode mode) {
    List<String> names = instruction.inputs();
    @Nullable PtNDArray[] arrays = new PtNDArray[names.size()];
    for (int i = 0; i < arrays.length; i++) {
      String name = names.get(i);
      arrays[i] = name.isEmpty() ? null : values.get(name);
      if (arrays[i] == null && !name.isEmpty()) {
        throw new IllegalArgumentException(
            instruction.node() + ": its input " + name + " is not there; give all graph inputs");
      }
    }
    List<PtNDArray> made;
    try {
      made = instruction.kernel().run(new KernelInputs(arrays, manager, mode));
    } catch (EngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(instruction.node() + ": " + describe(e, arrays), e);
    }
    List<String> outputs = instruction.outputs();
    for (int i = 0; i < outputs.size() && i < made.size(); i++) {
      values.put(outputs.get(i), made.get(i));
    }
  }

  private static String describe(RuntimeException e, @Nullable PtNDArray[] arrays) {
    String shapes =
        Arrays.stream(arrays)
            .map(a -> a == null ? "none" : a.getShape().toString())
            .reduce((a, b) -> a + " " + b)
            .orElse("nothing");
    String message = String.valueOf(e.getMessage());
    int line = message.indexOf('\n');
    return (line < 0 ? message : message.substring(0, line)) + " (inputs " + shapes + ")";
  }

  /** What is trained, by initializer name, in graph order. */
  public Map<String, Tensor> parameters() {
    return initializers.parameters();
  }

  /** A copy of all float initializers, running statistics too. */
  public Weights weights() {
    return initializers.weights();
  }

  /**
   * Sets float initializers; those that are not named keep their values.
   *
   * @throws IllegalArgumentException when a name or shape is not the graph's
   */
  public void load(Weights weights) {
    initializers.load(weights);
  }

  @Override
  public void close() {
    initializers.close();
  }
}
