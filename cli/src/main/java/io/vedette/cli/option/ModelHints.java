package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.head.Heads;
import io.vedette.detector.head.Hints;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an ONNX file does not tell about its detector; part of every group that names one. */
public class ModelHints {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Class names, one a line, where the model does not carry them.")
  private @Nullable Path labels;

  @Option(
      names = "--head",
      paramLabel = "FAMILY",
      completionCandidates = Families.class,
      description = "How the model writes its boxes: ${COMPLETION-CANDIDATES}; else recognised.")
  private @Nullable String head;

  @Range(least = 32)
  @Option(
      names = "--input-size",
      paramLabel = "PIXELS",
      description = "Side of the input, where the model leaves it open.")
  private int inputSize;

  @Option(
      names = "--layout",
      paramLabel = "ORDER",
      description =
          "Order of the picture input's dimensions, where the model leaves it open:"
              + " ${COMPLETION-CANDIDATES}.")
  private InputSpec.@Nullable Layout layout;

  /** The families, for help and completion. */
  static final class Families implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Heads.ALL.stream().map(h -> h.family()).iterator();
    }
  }

  public Hints hints() throws DetectorException {
    Hints hints = Hints.NONE.withInputSize(inputSize);
    if (labels != null) {
      hints = hints.withLabels(Hints.readLabels(labels));
    }
    if (layout != null) {
      hints = hints.withLayout(layout);
    }
    return head == null ? hints : hints.withFamily(head);
  }
}
