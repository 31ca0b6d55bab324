package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What holds of each page: no violation that axe knows, and nothing wider than the window. */
class EveryPageTest extends BrowserTest {

  /** Every page of the dashboard, and those that look different with other data. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/fleet",
          "/fleet?attention",
          "/devices/line-1",
          "/deployments",
          "/deployments/boards",
          "/rounds",
          "/distillations",
          "/versions",
          "/versions/student/3",
          "/rollouts",
          "/rollouts?text=nothing",
          "/events",
          "/frames",
          "/frames?frame=frame-0004",
          "/frames?agent=nobody",
          "/review",
          "/models",
          "/quarantine",
          "/storage");

  private record Look(String name, int width, boolean dark) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("light", 1440, false),
          new Look("dark", 1440, true),
          new Look("phone", 400, false),
          new Look("phone-dark", 400, true));

  private static final String AXE =
      "() => axe.run(document, {resultTypes: ['violations']}).then(r =>"
          + " r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target +"
          + " ' ' + (n.any[0]?.message ?? '')).join('; ')))";

  @Override
  StoryState story() {
    StoryState trouble = Story.inTrouble();
    trouble.deployments.addAll(StoryDeployments.story().deployments);
    return trouble;
  }

  @Test
  void axeFindsNothingAndNothingIsTooWide() throws IOException {
    Path axe = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    Assumptions.assumeTrue(Files.exists(axe), axe + " is not there");
    for (Look look : LOOKS) {
      look(look.width, 900, look.dark);
      for (String path : PAGES) {
        open(path);
        assertThat(page.locator("main h1")).isVisible();
        if (path.equals("/deployments")) {
          button("New deployment").click();
          button("Show what changes").click();
          assertThat(page.getByLabel("Consequences")).isVisible();
        }
        page.evaluate(Files.readString(axe));
        assertThat((List<?>) page.evaluate(AXE)).as("%s, %s", path, look.name).isEmpty();
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat((Integer) beyond).as("%s, %s", path, look.name).isLessThanOrEqualTo(0);
        picture(look.name, path);
      }
    }
  }

  @Test
  void theKeysOfAllPagesAreListedAndWork() {
    open("/events");
    page.keyboard().press("/");
    assertThat(page.getByLabel("Find in events")).isFocused();
    page.keyboard().type("line?");
    assertThat(page).hasURL(address("events?text=line%3F"));
    page.keyboard().press("Escape");
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText("put the cursor into the search field");
    page.keyboard().press("/");
    assertThat(page.getByLabel("Find in events")).not().isFocused();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  /**
   * On a phone a row is a card: its cells have the names of their columns, and stand below each
   * other.
   */
  @Test
  void tablesAreCardsOnAPhone() {
    look(400, 900, false);
    open("/fleet");
    var row = page.locator("tbody tr").first();
    assertThat(row.locator("td[data-label='Version']")).isVisible();
    assertThat(row).hasCSS("display", "block");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Last seen"))).isVisible();
    assertThat(page.getByRole(AriaRole.ROWHEADER).first()).isVisible();
  }

  /** For people to look at: target/screenshots. */
  private void picture(String look, String path) {
    String name = path.equals("/") ? "overview" : path.substring(1).replaceAll("[/?=]+", "-");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots", "every-" + look + "-" + name + ".png")));
  }
}
