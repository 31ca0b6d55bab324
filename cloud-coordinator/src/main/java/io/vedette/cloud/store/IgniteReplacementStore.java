package io.vedette.cloud.store;

import io.vedette.cloud.replacement.ReplacementStore;
import io.vedette.cloud.replacement.TeacherReplacement;
import java.util.List;

/** Replacements of teachers on an Ignite node. */
public final class IgniteReplacementStore implements ReplacementStore {

  private final IgniteRecords<TeacherReplacement> records;

  public IgniteReplacementStore(IgniteNode node) {
    this.records =
        new IgniteRecords<>(
            node.table("replacements"), TeacherReplacement.class, TeacherReplacement::deployment);
  }

  @Override
  public List<TeacherReplacement> all() {
    return records.all();
  }

  @Override
  public void put(TeacherReplacement replacement) {
    records.put(replacement);
  }
}
