package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * NanoDet (the first, not Plus): {@link FocalOutputs} on strides 8, 16 and 32. Takes BGR,
 * normalised by ImageNet's statistics, stretched.
 *
 * @see <a href="https://github.com/RangiLyu/nanodet">NanoDet</a>
 */
final class NanodetHead implements Head {

  private static final int[] STRIDES = {8, 16, 32};
  private static final int BINS = 8;

  @Override
  public String family() {
    return "nanodet";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    return FocalOutputs.find(graph, image, STRIDES, BINS)
        .map(
            found ->
                new Recognition(
                    found.head(family(), STRIDES),
                    input(image),
                    OptionalInt.of(found.classes()),
                    0.6f));
  }

  static InputSpec input(ImageInput image) {
    return image.stretched(
        InputSpec.ColorOrder.BGR,
        1,
        List.of(103.53f, 116.28f, 123.675f),
        List.of(57.375f, 57.12f, 58.395f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    return FocalOutputs.decode(family(), outputs, spec, threshold);
  }
}
