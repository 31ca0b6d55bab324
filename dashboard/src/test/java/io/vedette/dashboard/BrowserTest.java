package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser that looks at a dashboard over a recorded coordinator. */
abstract class BrowserTest {

  static Browser browser;

  RecordedCoordinator coordinator;
  Dashboard dashboard;
  Page page;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
    // Builders may be busy with other things at the same time.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    coordinator = RecordedCoordinator.showing(story());
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
    page = window(1440, 900, false);
  }

  @AfterEach
  void stop() {
    page.context().close();
    dashboard.close();
    coordinator.close();
  }

  /** What the coordinator shows first. */
  StoryState story() {
    return Story.at(0);
  }

  Page window(int width, int height, boolean dark) {
    return browser.window(width, height, dark);
  }

  /** Another window takes the place of the page. */
  void look(int width, int height, boolean dark) {
    page.context().close();
    page = window(width, height, dark);
  }

  void open(String path) {
    page.navigate(address(path.substring(1)));
    assertThat(page.locator(".stream-live")).isVisible();
  }

  String address(String path) {
    return dashboard.address() + path;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
