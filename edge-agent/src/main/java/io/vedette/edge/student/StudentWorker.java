package io.vedette.edge.student;

import io.vedette.edge.learn.Learner;
import io.vedette.edge.update.Installer;

/** What carries out the commands of one student. */
record StudentWorker(Installer installer, Learner learner) implements AutoCloseable {

  /** Ends what the student is at, for good; its cameras run a confirmed model then. */
  void retire(String reason) throws InterruptedException {
    installer.retire(reason);
    learner.cancel(reason);
  }

  /** Stops; the next process resumes the round. */
  @Override
  public void close() {
    learner.close();
    installer.close();
  }
}
