package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.InstalledModel;
import io.vedette.wire.Digests;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that an agent starts with: the version that an earlier run confirmed, else the model of
 * the configuration.
 */
public record InitialModel(StudentDetectors students, InstalledModel installed) {

  private static final Logger log = LoggerFactory.getLogger(InitialModel.class);

  /**
   * @param configured ONNX file, used when no version was confirmed
   * @param hints how to read it
   * @throws DetectorException in one line, when the model cannot be used
   */
  public static InitialModel of(Slots slots, Path configured, Hints hints, StudentConfig config)
      throws DetectorException {
    Optional<Slot> confirmed = slots.confirmed();
    if (confirmed.isEmpty()) {
      return of(StudentDetectors.infer(configured, hints, config), null);
    }
    Slot slot = confirmed.get();
    log.info("starting with {} {}", slot.version(), slot.variant());
    return of(StudentDetectors.known(slots.file(slot), slot.detector(), config), slot);
  }

  private static InitialModel of(StudentDetectors students, @Nullable Slot slot) {
    String digest = Digests.sha256(students.model());
    return new InitialModel(
        students,
        slot == null
            ? new InstalledModel(null, "", digest)
            : new InstalledModel(slot.version(), slot.variant(), digest));
  }
}
