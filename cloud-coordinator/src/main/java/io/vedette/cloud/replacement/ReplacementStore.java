package io.vedette.cloud.replacement;

import java.util.List;

/** Remembers the newest replacement of each deployment. */
public interface ReplacementStore {

  /** In no order. */
  List<TeacherReplacement> all();

  /** Stores one in place of that deployment's earlier one; it is durable when this returns. */
  void put(TeacherReplacement replacement);
}
