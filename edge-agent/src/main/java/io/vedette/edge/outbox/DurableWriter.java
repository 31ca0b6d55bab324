package io.vedette.edge.outbox;

import java.io.IOException;
import java.nio.file.Path;

/** How a file is written so that it is whole or not there. */
@FunctionalInterface
interface DurableWriter {

  /** When this returns the file survives a crash; when it throws nothing of it is left. */
  void write(Path file, byte[] bytes) throws IOException;
}
