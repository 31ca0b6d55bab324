package io.vedette.edge.link;

import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.nio.file.Path;

/** Files to and from the cloud. Each call waits, and has a deadline. */
public interface Transfers {

  /**
   * Fetches an artifact into {@code target}; goes on where an earlier try broke off.
   *
   * @throws io.vedette.wire.DigestException when the content is not what its name says
   * @throws IOException when the line or the disk fails
   */
  void download(Artifact artifact, Path target) throws IOException;

  /**
   * Hands in an update; waits for the receipt.
   *
   * @throws IOException when there is none; the same update may be sent again
   */
  UpdateOutcome upload(PendingUpdate update) throws IOException, InterruptedException;
}
