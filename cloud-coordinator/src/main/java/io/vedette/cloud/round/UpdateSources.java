package io.vedette.cloud.round;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.util.List;

/**
 * What an update was trained on: the ids of its escalations, a blob of its own, so that rows stay
 * small.
 */
public final class UpdateSources {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private UpdateSources() {}

  /** Stores the ids; durable when this returns. */
  public static Artifact write(List<String> escalationIds, BlobStore blobs)
      throws RegistryException, IOException {
    return blobs.put(JSON.writeValueAsBytes(escalationIds), "escalations");
  }

  /**
   * The ids.
   *
   * @throws RegistryException when they are not here any more, or damaged
   */
  public static List<String> read(Artifact sources, BlobStore blobs)
      throws RegistryException, IOException {
    return List.of(JSON.readValue(blobs.read(sources.sha256()), String[].class));
  }
}
