package io.vedette.cloud.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Is given rows of the store. */
public interface RowReader {

  /**
   * @param value null: the key is not there
   */
  void row(String table, String key, byte @Nullable [] value) throws IOException;
}
