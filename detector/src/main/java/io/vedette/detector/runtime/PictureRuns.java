package io.vedette.detector.runtime;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.FrameImage;
import io.vedette.detector.InputSpec;
import io.vedette.detector.head.Head;
import io.vedette.detector.image.Letterbox;
import io.vedette.detector.image.PictureTensor;
import io.vedette.detector.image.Preprocessor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a detector's graph on pictures, always in the same memory: that grows to the largest batch
 * seen and no further. For one thread.
 */
final class PictureRuns implements AutoCloseable {

  private final OnnxSession session;
  private final InputSpec input;
  private final PixelFormat format;
  private final Map<String, float[]> sideInputs;
  private final Map<Integer, Binding> bindings = new HashMap<>();
  private @Nullable PictureTensor tensor;
  private int places;

  PictureRuns(OnnxSession session, DetectorSpec spec, PixelFormat format, Head head) {
    this.session = session;
    this.input = spec.input();
    this.format = format;
    this.sideInputs = head.sideInputs(spec);
  }

  /**
   * Where the pictures lie in the input, and what the graph says about them.
   *
   * @param outputs by name, in graph order, to be read before the next run
   */
  record Answer(List<Letterbox> letterboxes, Map<String, FloatTensor> outputs) {}

  /**
   * @param batch pictures that the graph is run on; places that none of them fills hold what lay
   *     there before
   */
  Answer run(List<? extends FrameImage> pictures, int batch) throws DetectorException {
    PictureTensor into = reserved(batch);
    List<Letterbox> letterboxes = new ArrayList<>(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      letterboxes.add(into.put(i, pictures.get(i)));
    }
    Binding binding = bindings.get(batch);
    if (binding == null) {
      binding = session.bind(feed(into, batch));
      bindings.put(batch, binding);
    }
    return new Answer(letterboxes, binding.run());
  }

  private PictureTensor reserved(int batch) {
    PictureTensor present = tensor;
    if (present != null && batch <= places) {
      return present;
    }
    close();
    present = new PictureTensor(input, format.type(), batch);
    tensor = present;
    places = batch;
    return present;
  }

  private Map<String, FedTensor> feed(PictureTensor pixels, int batch) {
    Map<String, FedTensor> feed = new LinkedHashMap<>();
    int bytes = batch * Preprocessor.size(input) * format.type().bytes();
    ByteBuffer own = pixels.bytes().limit(bytes);
    feed.put(input.name(), new RawTensor(input.shape(batch), format.element(), own));
    sideInputs.forEach(
        (name, row) -> {
          float[] rows = new float[batch * row.length];
          for (int i = 0; i < rows.length; i++) {
            rows[i] = row[i % row.length];
          }
          feed.put(name, FloatTensor.of(rows, batch, row.length));
        });
    return feed;
  }

  @Override
  public void close() {
    bindings.values().forEach(Binding::close);
    bindings.clear();
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }
}
