package io.vedette.cloud.store;

import io.vedette.registry.catalog.VersionStore;
import io.vedette.registry.catalog.VersionStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class IgniteVersionStoreTest extends VersionStoreContract {

  @TempDir static Path directory;

  private static IgniteNode node;
  private static int opened;

  @BeforeAll
  static void openNode() throws IOException {
    node = IgniteNode.open(directory);
  }

  @AfterAll
  static void closeNode() throws IOException {
    node.close();
  }

  @Override
  protected VersionStore open() {
    opened++;
    return new IgniteVersionStore(
        node.table("versions-" + opened), node.table("aliases-" + opened));
  }
}
