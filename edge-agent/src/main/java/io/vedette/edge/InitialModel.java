package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.Slots;
import io.vedette.wire.Digests;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who answers when an agent starts: the version that was confirmed in an earlier run, else the
 * model of the configuration.
 */
record InitialModel(StudentDetectors students, InstalledModel installed) {

  private static final Logger log = LoggerFactory.getLogger(InitialModel.class);

  /**
   * @throws DetectorException in one line, when the model cannot be used
   */
  static InitialModel of(AgentConfig config, Slots slots) throws DetectorException {
    Optional<Slot> confirmed = slots.confirmed();
    StudentDetectors students =
        confirmed.isPresent()
            ? confirmed(config, slots, confirmed.get())
            : StudentDetectors.infer(config.model(), hints(config), config.student());
    return new InitialModel(
        students,
        new InstalledModel(
            confirmed.map(Slot::version).orElse(null),
            confirmed.map(Slot::variant).orElse(""),
            Digests.sha256(students.model())));
  }

  private static StudentDetectors confirmed(AgentConfig config, Slots slots, Slot slot)
      throws DetectorException {
    log.info("coming back with {} {}", slot.version(), slot.variant());
    return StudentDetectors.known(slots.file(slot), slot.detector(), config.student());
  }

  private static Hints hints(AgentConfig config) throws DetectorException {
    Hints hints = Hints.NONE;
    Path labels = config.labels();
    if (labels != null) {
      hints = hints.withLabels(Hints.readLabels(labels));
    }
    return config.head() == null ? hints : hints.withFamily(config.head());
  }
}
