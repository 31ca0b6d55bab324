package io.vedette.cloud.rpc;

import io.vedette.cloud.backup.Backups;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.proto.v1.ManagementServiceGrpc;

/** What is stored, what of it nothing needs, and its backups. */
final class StoragePages implements AnsweredCalls {

  private final Housekeeping housekeeping;
  private final Backups backups;

  StoragePages(Housekeeping housekeeping, Backups backups) {
    this.housekeeping = housekeeping;
    this.backups = backups;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(
            ManagementServiceGrpc.getGetStorageMethod(),
            request -> StorageMapper.write(housekeeping.review(false)))
        .answer(
            ManagementServiceGrpc.getCollectGarbageMethod(),
            request -> StorageMapper.write(housekeeping.review(true)))
        .answer(
            ManagementServiceGrpc.getCreateBackupMethod(),
            request -> BackupMapper.write(backups.begin("person")))
        .answer(
            ManagementServiceGrpc.getListBackupsMethod(), request -> BackupMapper.write(backups));
  }
}
