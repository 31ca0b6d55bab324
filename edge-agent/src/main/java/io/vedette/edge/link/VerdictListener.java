package io.vedette.edge.link;

import io.vedette.edge.escalate.Verdict;

/** Who hears the teacher's answers. */
@FunctionalInterface
public interface VerdictListener {

  /** A verdict came, perhaps not for the first time; when this returns it is taken care of. */
  void heard(Verdict verdict);
}
