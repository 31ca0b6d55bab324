package io.vedette.registry.blob;

import io.vedette.registry.RegistryException;

/** The bytes of a blob changed on the disk. It was set aside. */
public final class DamagedBlobException extends RegistryException {
  private static final long serialVersionUID = 1L;

  DamagedBlobException(String sha256, String found) {
    super(
        "artifact "
            + sha256
            + " is damaged on the disk: its bytes have digest "
            + found
            + "; upload it again");
  }
}
