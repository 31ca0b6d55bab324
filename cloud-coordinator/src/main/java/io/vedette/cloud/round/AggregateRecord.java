package io.vedette.cloud.round;

import io.vedette.registry.manifest.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of how a student was made.
 *
 * @param used ids of the updates that are part of it; empty where they are more than {@link #NAMED}
 * @param count how many they are
 * @param state of the strategy, for the next round; null: it has none
 */
public record AggregateRecord(List<String> used, int count, @Nullable Artifact state) {

  /** A row stays small: more are found in their blob only. */
  static final int NAMED = 256;

  public AggregateRecord {
    used = used == null || used.size() > NAMED ? List.of() : List.copyOf(used);
  }

  static AggregateRecord of(List<String> used, @Nullable Artifact state) {
    return new AggregateRecord(used, used.size(), state);
  }
}
