package io.vedette.federated.worker;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.DetectorException;
import io.vedette.federated.train.CheckpointFile;
import java.io.IOException;
import java.util.Map;

/**
 * What was made of a job's trained weights so far, in its checkpoint: a process that takes the job
 * over does none of it again.
 */
final class FinishedStages {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static {
    // graphs are strings here; the file that they come from is bounded
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private final CheckpointFile file;
  private final Map<String, byte[]> kept;

  private FinishedStages(CheckpointFile file, Map<String, byte[]> kept) {
    this.file = file;
    this.kept = kept;
  }

  /** Those of a job whose last epoch is in its checkpoint. */
  static FinishedStages in(CheckpointFile file) throws IOException {
    return new FinishedStages(file, file.kept());
  }

  /** Makes something. */
  interface Stage<T> {
    T make() throws DetectorException, IOException;
  }

  /** What an earlier process made, or what is made now and kept for a later one. */
  <T> T once(String name, Class<T> type, Stage<T> stage) throws DetectorException, IOException {
    byte[] bytes = kept.get(name);
    if (bytes != null) {
      return JSON.readValue(bytes, type);
    }
    T made = stage.make();
    file.keep(name, JSON.writeValueAsBytes(made));
    return made;
  }
}
