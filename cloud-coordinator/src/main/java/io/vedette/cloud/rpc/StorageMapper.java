package io.vedette.cloud.rpc;

import io.vedette.cloud.housekeeping.StorageUse;
import io.vedette.proto.v1.Storage;
import io.vedette.proto.v1.StorageKind;
import java.util.List;

/** What is stored, in its wire form. */
final class StorageMapper {

  private StorageMapper() {}

  static Storage write(List<StorageUse> uses) {
    Storage.Builder storage = Storage.newBuilder();
    for (StorageUse use : uses) {
      storage.addUses(
          io.vedette.proto.v1.StorageUse.newBuilder()
              .setKind(EnumNames.of(StorageKind.class, use.kind()))
              .setCount(use.count())
              .setSizeBytes(use.bytes())
              .setUnneeded(use.unneeded())
              .setUnneededBytes(use.unneededBytes()));
    }
    return storage.build();
  }
}
