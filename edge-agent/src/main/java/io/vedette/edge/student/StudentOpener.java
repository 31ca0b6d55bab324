package io.vedette.edge.student;

import io.vedette.detector.DetectorException;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.update.RunningModel;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.Slots;
import io.vedette.edge.update.StudentModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens students from their folders, with the model that each begins with. */
final class StudentOpener {

  private static final Logger log = LoggerFactory.getLogger(StudentOpener.class);

  private final StudentFolders folders;
  private final LearnerConfig learner;
  private final OpenModels models;

  /** The model of a student that has no confirmed version. */
  interface FirstModel {
    StudentModel get() throws DetectorException;
  }

  StudentOpener(StudentFolders folders, LearnerConfig learner, OpenModels models) {
    this.folders = folders;
    this.learner = learner;
    this.models = models;
  }

  OpenModels models() {
    return models;
  }

  /**
   * Opens a student with the version that it confirmed earlier.
   *
   * @param first the model without one; where it is another student's version, this one takes it
   *     over, so that a restart begins with it, too
   * @throws IOException in one line, when the folder cannot be used
   * @throws DetectorException in one line, when the model cannot be used
   */
  Student open(String deployment, FirstModel first) throws IOException, DetectorException {
    Path folder = folders.of(deployment);
    Slots slots = Slots.open(folder.resolve("slots"));
    Optional<Slot> crashed = slots.refuseCrashed();
    Optional<Slot> confirmed = slots.confirmed();
    StudentModel model;
    if (confirmed.isPresent()) {
      model = StudentModel.installed(confirmed.get(), slots, models);
    } else {
      model = first.get();
      Slot slot = model.slot();
      if (slot != null) {
        slots.takeOver(slot, model.detectors().model());
      }
    }
    log.info("student {} begins with {}", deployment, model.installed().words());
    return new Student(
        deployment,
        slots,
        crashed,
        ReplayStore.open(folder.resolve("replay"), learner),
        folder.resolve("round"),
        new RunningModel(model));
  }
}
