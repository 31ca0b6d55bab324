package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Severity;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.Subject;
import io.vedette.proto.v1.VersionRef;
import io.vedette.proto.v1.VersionSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  private final CsvTable events = CsvTable.of(Event.getDescriptor());

  @Test
  void columnsArePathsAndStatesAreWords() {
    assertThat(events.header())
        .isEqualTo("sequence,atMs,severity,subject.topic,subject.object,subject.who,text\r\n");
    assertThat(
            events.line(
                Event.newBuilder()
                    .setSequence(7)
                    .setSeverity(Severity.SEVERITY_WARNING)
                    .setSubject(Subject.newBuilder().setTopic("round"))
                    .setText("says \"no\", twice\nover")
                    .build()))
        .isEqualTo("7,0,warning,round,,,\"says \"\"no\"\", twice\nover\"\r\n");
  }

  @Test
  void whatIsNotSetIsEmptyAndNumbersStayNumbers() {
    CsvTable participants = CsvTable.of(Participant.getDescriptor());
    assertThat(participants.header())
        .isEqualTo(
            "agentId,state,message,examples,lossBefore,lossAfter,updateId,steps,stepsTotal\r\n");
    assertThat(
            participants.line(
                Participant.newBuilder()
                    .setAgentId("a")
                    .setLossBefore(-0.5)
                    .setLossAfter(Double.NaN)
                    .build()))
        .isEqualTo("a,,,,-0.5,,,0,\r\n");
  }

  @Test
  void listsAreJsonAndBytesHaveNoColumn() {
    CsvTable versions = CsvTable.of(VersionSummary.getDescriptor());
    assertThat(
            versions.line(
                VersionSummary.newBuilder()
                    .setVersion(VersionRef.newBuilder().setName("student").setNumber(3))
                    .addAliases("a")
                    .addAliases("b")
                    .build()))
        .startsWith("student,3,0,,\"[\"\"a\"\",\"\"b\"\"]\",");
    assertThat(CsvTable.of(Snapshot.getDescriptor()).header()).doesNotContain("jpeg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+2", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "  =1", "\t=1", "\r=1"})
  void whatASpreadsheetWouldRunIsText(String text) {
    String cell = events.line(Event.newBuilder().setText(text).build());
    assertThat(cell).containsAnyOf(",'" + text, ",\"'" + text);
  }
}
