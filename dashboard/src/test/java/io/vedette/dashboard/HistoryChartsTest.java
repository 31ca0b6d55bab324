package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charts of figures over time in a real browser. */
class HistoryChartsTest {

  private static final List<String> PAGES =
      List.of("/", "/deployments/boards", "/devices/line-1", "/rounds");

  private static Browser browser;

  private RecordedCoordinator coordinator;
  private Dashboard dashboard;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    coordinator = RecordedCoordinator.showing(StoryDeployments.story());
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.close();
  }

  @Test
  void aPageThatWasJustOpenedShowsTheDayBefore() {
    Page page = browser.window(1440, 900, false);
    page.navigate(dashboard.address() + "?range=24h");
    assertThat(page.locator(".history").first()).containsText("Frames answered");
    assertThat(page.locator(".history canvas")).hasCount(8);
    assertThat(page.locator(".history").nth(7)).containsText("student:7");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("7 d")).click();
    assertThat(page).hasURL(dashboard.address() + "?range=7d");
    page.reload();
    assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("7 d")))
        .hasAttribute("aria-pressed", "true");
    page.context().close();
  }

  @Test
  void theRangeStaysBesideOtherFilters() {
    Page page = browser.window(1440, 900, false);
    page.navigate(dashboard.address() + "rounds?deployment=boards");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("30 d")).click();
    assertThat(page).hasURL(dashboard.address() + "rounds?deployment=boards&range=30d");
    page.getByLabel("Deployment").first().selectOption("films");
    assertThat(page).hasURL(dashboard.address() + "rounds?deployment=films&range=30d");
    page.context().close();
  }

  /** Pictures for people to look at: target/screenshots. */
  @Test
  void everyLookHasNoFault() throws IOException {
    String axe = Files.readString(Path.of("src/main/web/node_modules/axe-core/axe.min.js"));
    Files.createDirectories(Path.of("target/screenshots"));
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1440, 390}) {
        Page page = browser.window(width, 900, dark);
        for (String path : PAGES) {
          page.navigate(dashboard.address() + path.substring(1) + "?range=24h");
          page.locator(".history canvas").first().waitFor();
          page.evaluate(axe);
          Object faults =
              page.evaluate(
                  "async () => (await axe.run()).violations"
                      + ".map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))");
          assertThat((List<?>) faults).as(path).isEmpty();
          assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
              .as("%s at %d fits", path, width)
              .isEqualTo(true);
          String name =
              "history"
                  + (dark ? "-dark" : "")
                  + (width < 500 ? "-phone" : "")
                  + path.replace('/', '-')
                  + ".png";
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of("target/screenshots", name)));
        }
        page.context().close();
      }
    }
  }
}
