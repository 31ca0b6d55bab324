package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class ErrorsTest {

  @Test
  void filesAreRefusedInWords() {
    assertThat(Errors.message(new NoSuchFileException("/data/a.json")))
        .isEqualTo("no such file or folder: /data/a.json");
    assertThat(Errors.message(new AccessDeniedException("/root/x")))
        .isEqualTo("no permission for /root/x");
    assertThat(Errors.message(new NotDirectoryException("a.zip"))).isEqualTo("not a folder: a.zip");
    assertThat(Errors.message(new FileSystemException("/x", null, "No space left on device")))
        .isEqualTo("/x: No space left on device");
  }

  @Test
  void whatOnlyWrapsIsLookedInto() {
    IOException cause = new NoSuchFileException("a");

    assertThat(Errors.message(new UncheckedIOException(cause)))
        .isEqualTo("no such file or folder: a");
  }

  @Test
  void aFaultWithoutWordsSaysThatItIsOne() {
    assertThat(Errors.message(new IllegalStateException()))
        .isEqualTo("an unexpected fault (IllegalStateException); please report it");
  }
}
