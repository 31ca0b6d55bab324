package io.vedette.registry.catalog;

final class InMemoryVersionStoreTest extends VersionStoreContract {

  @Override
  protected VersionStore open() {
    return new InMemoryVersionStore();
  }
}
