package io.vedette.cloud.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A part of a store: its keys begin with a prefix, which its user does not see.
 *
 * @param prefix ends with a character that no key of another part has at that place
 */
public record PrefixedMachineStore(MachineStore store, String prefix) implements MachineStore {

  @Override
  public CompletionStage<Void> write(Map<String, byte @Nullable []> changes) {
    Map<String, byte @Nullable []> prefixed = new LinkedHashMap<>();
    changes.forEach((key, value) -> prefixed.put(prefix + key, value));
    return store.write(prefixed);
  }

  @Override
  public byte @Nullable [] read(String key) {
    return store.read(prefix + key);
  }
}
