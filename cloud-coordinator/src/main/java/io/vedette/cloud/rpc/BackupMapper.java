package io.vedette.cloud.rpc;

import io.vedette.cloud.backup.Backups;
import io.vedette.proto.v1.Backup;
import io.vedette.proto.v1.BackupState;
import io.vedette.proto.v1.ListBackupsResponse;
import java.io.IOException;

/** Backups, in their wire form. */
final class BackupMapper {

  /** The newest that are listed. */
  private static final int MOST = 1_000;

  private BackupMapper() {}

  static ListBackupsResponse write(Backups backups) throws IOException {
    ListBackupsResponse.Builder list = ListBackupsResponse.newBuilder();
    list.setFolder(backups.folder().map(Object::toString).orElse(""));
    backups.list().stream().limit(MOST).map(BackupMapper::write).forEach(list::addBackups);
    int fitting = Paging.fitting(list.getBackupsList());
    return fitting == list.getBackupsCount()
        ? list.build()
        : list.build().toBuilder()
            .clearBackups()
            .addAllBackups(list.getBackupsList().subList(0, fitting))
            .build();
  }

  static Backup write(io.vedette.cloud.backup.Backup backup) {
    return Backup.newBuilder()
        .setName(backup.name())
        .setState(EnumNames.of(BackupState.class, backup.state()))
        .setCreatedMs(backup.createdMs())
        .setEndedMs(backup.endedMs())
        .setSizeBytes(backup.bytes())
        .setRows(backup.rows())
        .setWhy(Texts.shortened(backup.why()))
        .build();
  }
}
