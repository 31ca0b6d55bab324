package io.vedette.cli.option;

import com.google.protobuf.ByteString;
import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.head.Heads;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.InputSize;
import io.vedette.proto.v1.InputLayout;
import io.vedette.proto.v1.InspectModelRequest;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What an ONNX file does not say about its detector; part of every group of options that names one.
 */
public class ModelHints {

  @Option(
      names = "--labels",
      paramLabel = "FILE|coco",
      description = "Class names, one a line, if the model has none; coco: COCO's 80.")
  private @Nullable Path labels;

  @Option(
      names = "--head",
      paramLabel = "FAMILY",
      completionCandidates = Families.class,
      description = "Head family of the model: ${COMPLETION-CANDIDATES} (default: recognised).")
  private @Nullable String head;

  @Option(
      names = "--input-size",
      paramLabel = "PIXELS|WxH",
      converter = InputSizeConverter.class,
      description =
          "Size of the input, if the model leaves it open: the side of a square, or width x"
              + " height as 320x192.")
  private @Nullable InputSize inputSize;

  @Option(
      names = "--layout",
      paramLabel = "ORDER",
      description =
          "Order of the picture input's dimensions, if the model leaves it open:"
              + " ${COMPLETION-CANDIDATES}.")
  private InputSpec.@Nullable Layout layout;

  /** The families, for help and completion. */
  static final class Families implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Heads.ALL.stream().map(h -> h.family()).iterator();
    }
  }

  /** Reads {@link InputSize#parse} for the command line. */
  static final class InputSizeConverter implements ITypeConverter<InputSize> {
    @Override
    public InputSize convert(String text) {
      try {
        return InputSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** The same for a coordinator that reads the file; which file is left open. */
  public InspectModelRequest described() throws DetectorException {
    InspectModelRequest.Builder described = InspectModelRequest.newBuilder();
    if (labels != null) {
      String names = String.join("\n", Hints.readLabels(labels));
      described.setLabelFile(ByteString.copyFromUtf8(names));
    }
    if (inputSize != null) {
      described.setWidth(inputSize.width()).setHeight(inputSize.height());
    }
    if (layout != null) {
      described.setLayout(InputLayout.valueOf("INPUT_LAYOUT_" + layout.name()));
    }
    return described.setHead(head == null ? "" : head).build();
  }

  public Hints hints() throws DetectorException {
    Hints hints = inputSize == null ? Hints.NONE : Hints.NONE.withInputSize(inputSize);
    if (labels != null) {
      hints = hints.withLabels(Hints.readLabels(labels));
    }
    if (layout != null) {
      hints = hints.withLayout(layout);
    }
    return head == null ? hints : hints.withFamily(head);
  }
}
