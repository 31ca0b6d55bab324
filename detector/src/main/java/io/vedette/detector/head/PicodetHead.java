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
 * PicoDet: {@link FocalOutputs} on strides 8, 16, 32 and 64. Takes RGB, normalised by ImageNet's
 * statistics, stretched.
 *
 * @see <a href="https://arxiv.org/abs/2111.00902">PP-PicoDet</a>
 */
final class PicodetHead implements Head {

  private static final int[] STRIDES = {8, 16, 32, 64};
  private static final int BINS = 8;

  @Override
  public String family() {
    return "picodet";
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
        InputSpec.ColorOrder.RGB,
        1,
        List.of(123.675f, 116.28f, 103.53f),
        List.of(58.395f, 57.12f, 57.375f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    return FocalOutputs.decode(family(), outputs, spec, threshold);
  }
}
