package io.vedette.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CsvOptionTest {

  @TempDir Path folder;

  @Test
  void writesALineForEachRowIntoAFolderThatItMakes() throws Exception {
    Path file = folder.resolve("reports/events.csv");
    CsvOption csv = new CsvOption();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(csv))
        .parseArgs("--csv=" + file);
    csv.write(
        Event.getDescriptor(),
        List.of(
            Event.newBuilder().setSequence(2).setText("éa, b").build(),
            Event.newBuilder().setSequence(1).build()));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "sequence,atMs,severity,subject.topic,subject.object,subject.who,text",
            "2,0,,,,,\"éa, b\"",
            "1,0,,,,,");
  }

  @Test
  void withoutAFileNothingIsWritten() throws Exception {
    new CsvOption().write(Event.getDescriptor(), List.of());
    assertThat(folder).isEmptyDirectory();
  }
}
