package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.example.Augmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A killed training goes on from its last finished epoch as if nothing had happened. */
class ResumeTest {

  @TempDir Path folder;
  private Dataset data;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // or sums differ in their last digit from run to run
  }

  @BeforeEach
  void draw() throws IOException {
    data = Drawings.write(folder, 8, 2);
  }

  private static Graph tiny(long seed) {
    return Drawings.tiny(Drawings.LABELS, seed);
  }

  private static TrainingOptions options(OptimizerKind optimizer) {
    return TrainingOptions.fromScratch(4, 4, 3)
        .withOptimizer(optimizer)
        .withLearningRate(0.005)
        .withAugmentation(Augmentation.UPRIGHT.withTurns(true));
  }

  private RunFolder run() throws DetectorException {
    return RunFolder.at(folder.resolve("run"));
  }

  private static void killAt(int epoch, DetectorTrainer trainer, Graph start, Dataset data) {
    ProgressListener killer =
        progress -> {
          if (progress.epoch() == epoch) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> trainer.train(start, data, killer)).hasMessage("killed");
  }

  @Test
  void aSecondTrainingInTheSameFolderIsRefusedAndDisturbsNothing() throws Exception {
    TrainingOptions options = options(OptimizerKind.SGD);
    run().describe(Map.of("of", "the first"));
    List<String> refused = new ArrayList<>();
    ProgressListener rival =
        progress -> {
          if (refused.isEmpty()) {
            for (ThrowingCallable second :
                List.<ThrowingCallable>of(
                    () -> run().describe(Map.of("of", "the second")),
                    () ->
                        new DetectorTrainer(options)
                            .into(run(), true)
                            .train(tiny(2), data, ProgressListener.SILENT))) {
              refused.add(catchThrowable(second).getMessage());
            }
          }
        };

    new DetectorTrainer(options).into(run(), false).train(tiny(1), data, rival);

    assertThat(refused)
        .hasSize(2)
        .allMatch(why -> why.contains("another training uses this folder"));
    assertThat(folder.resolve("run/config.json")).content().contains("the first");
    run().describe(Map.of("of", "a later one"));
  }

  @ParameterizedTest
  @EnumSource
  void aKilledRunEndsWithTheSameWeights(OptimizerKind optimizer) throws Exception {
    Graph start = tiny(1);
    TrainingOptions options = options(optimizer);
    TrainingResult whole;
    Weights wholeAdapter;
    try (Adapter adapter = new Adapter()) {
      whole =
          new DetectorTrainer(options)
              .validateOn(data)
              .with(adapter)
              .train(start, data, ProgressListener.SILENT);
      wholeAdapter = adapter.graph.weights();
    }

    try (Adapter adapter = new Adapter()) {
      killAt(
          3,
          new DetectorTrainer(options).validateOn(data).with(adapter).into(run(), true),
          start,
          data);
    }
    TrainingResult resumed;
    try (Adapter adapter = new Adapter()) {
      resumed =
          new DetectorTrainer(options)
              .validateOn(data)
              .with(adapter)
              .into(run(), true)
              .train(start, data, ProgressListener.SILENT);
      assertEqual(adapter.graph.weights(), wholeAdapter);
    }

    assertEqual(resumed.weights(), whole.weights());
    assertThat(resumed.epochs()).extracting(EpochReport::loss).isEqualTo(losses(whole));
    assertThat(Graph.read(run().training()).initializers().keySet())
        .isEqualTo(start.initializers().keySet());
    assertThat(Files.readAllLines(folder.resolve("run/metrics.csv"))).hasSize(5);
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefusedWithWhatDiffers() throws Exception {
    TrainingOptions options = options(OptimizerKind.ADAMW);
    killAt(2, new DetectorTrainer(options).into(run(), true), tiny(1), data);

    assertThatThrownBy(
            () ->
                new DetectorTrainer(options.withLearningRate(0.004))
                    .into(run(), true)
                    .train(tiny(2), data, ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith(
            folder.resolve("run/checkpoint.zip") + ": the checkpoint is of another training")
        .hasMessageContaining("options.rate.peak is 0.004, was 0.005; start is a graph");
    assertThatThrownBy(
            () ->
                new DetectorTrainer(options)
                    .into(run(), true)
                    .train(tiny(1), Drawings.write(folder, 6, 2), ProgressListener.SILENT))
        .hasMessageContaining("data is 6 pictures, 12 objects [light, dark], was 8 pictures");
  }

  @Test
  void moreMemoryAndPatienceAreNoOtherTraining() {
    TrainingOptions options = options(OptimizerKind.SGD);
    Origin origin = Origin.of("", tiny(1), data, null, List.of(), options);
    TrainingOptions patient = options.withStopping(options.stopping().withPatience(3));

    assertThat(Origin.of("", tiny(1), data, null, List.of(), patient)).isEqualTo(origin);
  }

  @Test
  void aDamagedCheckpointIsNamed() throws Exception {
    DetectorTrainer trainer = new DetectorTrainer(options(OptimizerKind.SGD)).into(run(), true);
    killAt(2, trainer, tiny(1), data);
    Path file = folder.resolve("run/checkpoint.zip");
    byte[] whole = Files.readAllBytes(file);
    for (int place : new int[] {0, 40, 400, whole.length / 3, whole.length / 2}) {
      byte[] bytes = whole.clone();
      bytes[place] ^= 1;
      Files.write(file, bytes);
      assertDamaged(trainer);
    }
    for (int length : new int[] {0, 1, 100, whole.length / 2}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertDamaged(trainer);
    }
  }

  private void assertDamaged(DetectorTrainer trainer) {
    assertThatThrownBy(() -> trainer.train(tiny(1), data, ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("run/checkpoint.zip: the checkpoint is damaged")
        .hasMessageContaining("start again without --resume");
  }

  @Test
  void nobodyIsAskedAboutADamagedCheckpointOfAJob() throws Exception {
    List<String> said = new ArrayList<>();
    RunFolder unattended = RunFolder.unattended(folder.resolve("run"), said::add);
    TrainingOptions options = options(OptimizerKind.SGD);
    killAt(2, new DetectorTrainer(options).into(unattended, true), tiny(1), data);
    Path file = folder.resolve("run/checkpoint.zip");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

    TrainingResult result =
        new DetectorTrainer(options)
            .into(unattended, true)
            .train(tiny(1), data, ProgressListener.SILENT);

    assertThat(result.epochs()).hasSize(4);
    assertThat(said).singleElement().asString().contains("starts from its beginning", "is damaged");
    new DetectorTrainer(options)
        .identifiedBy("other pictures")
        .into(unattended, true)
        .train(tiny(1), data, ProgressListener.SILENT);
    assertThat(said).hasSize(2);
    assertThat(said.get(1)).contains("identity is other pictures, was ");
  }

  @Test
  void whatWasMadeOfTheWeightsIsKeptUntilTheNextCheckpoint() throws Exception {
    TrainingOptions options = options(OptimizerKind.SGD);
    killAt(3, new DetectorTrainer(options).into(run(), true), tiny(1), data);
    CheckpointFile file = run().checkpoint();
    file.keep("a.onnx", new byte[] {1, 2});
    file.keep("b.json", new byte[] {3});
    file.keep("a.onnx", new byte[] {4});

    assertThat(file.kept()).containsOnlyKeys("a.onnx", "b.json");
    assertThat(file.kept().get("a.onnx")).containsExactly(4);
    new DetectorTrainer(options).into(run(), true).train(tiny(1), data, ProgressListener.SILENT);
    assertThat(file.kept()).isEmpty();
  }

  private static List<Object> losses(TrainingResult result) {
    return result.epochs().stream().map(e -> (Object) e.loss()).toList();
  }

  private static void assertEqual(Weights one, Weights other) {
    assertThat(one.byName().keySet()).isEqualTo(other.byName().keySet());
    one.byName()
        .forEach(
            (name, values) ->
                assertThat(values.data()).as(name).isEqualTo(other.byName().get(name).data()));
  }

  /** A loss that learns a factor of its own beside the student: w·x is to be 1. */
  private static final class Adapter implements ExtraLoss, AutoCloseable {

    private final TrainableGraph graph;

    Adapter() throws DetectorException {
      GraphBuilder builder = new GraphBuilder("adapter", 17);
      String w = builder.initializer("adapter.w", new float[] {0.25f}, 1);
      builder.output(builder.node("Mul", builder.input("x", 1), w).output("y"), 1);
      graph = TrainableGraph.of(builder.build(), name -> true);
    }

    @Override
    public Map<String, Tensor> parameters() {
      return graph.parameters();
    }

    @Override
    public Tensor of(Scope scope, TrainingStep step) {
      Tensor mean = step.outputs().classLogits().mean().reshape(1);
      Map<String, Tensor> y = graph.forward(scope, Map.of("x", mean), List.of("y"), Mode.TRAIN);
      return y.get("y").sub(1).square().sum().mul(0.01);
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
