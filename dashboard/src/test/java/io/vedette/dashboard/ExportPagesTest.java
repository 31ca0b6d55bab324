package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every table of the pages can be saved as a file. */
class ExportPagesTest extends BrowserTest {

  @Override
  StoryState story() {
    return Story.large(250);
  }

  @Test
  void allPagesOfWhatTheFilterSelectsAreSaved() throws Exception {
    assertThat(lines(save("/fleet", "agents", "CSV", "vedette-devices.csv"))).hasSize(1 + 250);
    List<String> found =
        lines(save("/fleet?text=line-0012", "agents", "CSV", "vedette-devices.csv"));
    assertThat(found).hasSize(1 + 10);
    assertThat(found.subList(1, 11)).allMatch(line -> line.startsWith("line-0012"));
    assertThat(
            lines(save("/rollouts", "devices of rollout-2", "CSV", "vedette-rollout-members.csv")))
        .hasSize(1 + 250);
  }

  @Test
  void everyTableHasItsLinks() throws Exception {
    save("/rounds", "rounds", "JSON", "vedette-rounds.json");
    save("/distillations", "distillations", "CSV", "vedette-distillations.csv");
    save("/versions", "versions", "CSV", "vedette-versions.csv");
    save("/rollouts", "rollouts", "CSV", "vedette-rollouts.csv");
    save("/events", "events", "JSON", "vedette-events.json");
    save("/storage", "what is stored", "CSV", "vedette-storage.csv");
    save("/versions/student/3", "variants", "JSON", "vedette-student-3-variants.json");
    assertThat(
            lines(save("/versions/student/3", "variants", "CSV", "vedette-student-3-variants.csv")))
        .first()
        .asString()
        .startsWith("name,kept,why,artifact.sha256,");
  }

  private Download save(String path, String what, String format, String fileName) {
    page.navigate(dashboard.address() + path.substring(1));
    var link =
        page.getByRole(
                AriaRole.GROUP,
                new Page.GetByRoleOptions().setName("Export " + what).setExact(true))
            .getByText(format);
    assertThat(link).isVisible();
    Download download = page.waitForDownload(link::click);
    assertThat(download.suggestedFilename()).isEqualTo(fileName);
    assertThat(download.failure()).isNull();
    return download;
  }

  private static List<String> lines(Download download) throws IOException {
    return Files.readAllLines(download.path());
  }
}
