package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraZone;
import io.vedette.proto.v1.Corner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera in a real browser: zones are drawn on its picture, seen, applied and refused. */
class CameraPageTest {

  private static final String CAMERA = "/devices/line-1/cameras/line-1-cam";

  private static Browser browser;

  private RecordedCoordinator coordinator;
  private Dashboard dashboard;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
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
    coordinator = RecordedCoordinator.showing(Story.at(0));
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
    page = browser.window(1440, 1000, false);
  }

  @AfterEach
  void stop() {
    page.context().close();
    dashboard.close();
    coordinator.close();
  }

  @Test
  void aZoneIsDrawnOnThePictureSeenAndApplied() {
    open("/devices/line-1");
    assertThat(page.locator(".areas .area-zone text")).hasText("belt");
    assertThat(page.locator(".areas .area-mask")).hasCount(1);
    page.getByText("Zones and settings").click();
    assertThat(page).hasURL(dashboard.address() + CAMERA.substring(1));
    assertThat(page.locator(".lead")).containsText("nothing was set here yet");

    button("Draw a zone").click();
    click(0.6, 0.2);
    click(0.9, 0.2);
    click(0.9, 0.5);
    click(0.6, 0.5);
    click(0.6, 0.2);
    Locator name = page.getByLabel("Name of zone 1");
    name.fill("door");
    assertThat(page.locator(".handle")).hasCount(4);
    drag(page.locator(".handle").nth(2), 0.95, 0.6);
    assertThat(button("Apply")).hasCount(0);
    button("Show what changes").click();
    assertThat(page.getByLabel("Settings that differ")).containsText("zones.door");
    assertThat(camera().getRevision()).as("only shown").isZero();
    page.getByLabel("Reason").fill("the door was moved");
    button("Apply").click();
    assertThat(page.locator(".lead")).containsText("revision 1");
    assertThat(page.locator(".lead")).containsText("the door was moved");
    assertThat(page.locator(".lead")).containsText("The device runs revision 1.");

    List<CameraZone> zones = camera().getSettings().getZones().getZonesList();
    assertThat(zones).extracting(CameraZone::getName).containsExactly("belt", "door");
    Corner dragged = zones.get(1).getCorners(2);
    assertThat(dragged.getX()).isBetween(0.93, 0.97);
    assertThat(dragged.getY()).isBetween(0.58, 0.62);
    assertThat(camera().getSettings().hasMasks()).as("left to the file").isFalse();
  }

  @Test
  void withoutAPointerEverythingIsPossible() {
    open(CAMERA);
    button("Draw a mask").press("Enter");
    button("Begin with a rectangle").press("Enter");
    Locator corner = page.getByLabel("Corner 1 of mask 2");
    corner.focus();
    corner.press("ArrowLeft");
    corner.press("Shift+ArrowUp");
    corner.press("Insert");
    assertThat(page.locator(".handle")).hasCount(5);
    page.locator(".handle").nth(4).press("Delete");
    assertThat(page.locator(".handle")).hasCount(4);
    page.getByLabel("Rate: set here").check();
    page.getByLabel("Frames per second at most").fill("4");
    button("Draw a zone").press("Enter");
    button("Begin with a rectangle").press("Enter");
    button("Show what changes").press("Enter");
    button("Apply").press("Enter");
    assertThat(page.locator(".lead")).containsText("revision 1");
    Corner first = camera().getSettings().getMasks().getMasks(1).getCorners(0);
    assertThat(first.getX()).isEqualTo(0.29);
    assertThat(first.getY()).isEqualTo(0.299);
    assertThat(camera().getSettings().getFps()).isEqualTo(4);
  }

  @Test
  void aRefusalIsSeenWithItsReason() {
    open(CAMERA);
    assertThat(page.getByText("kept by the device’s file")).isVisible();
    page.getByLabel("Source: set here").check();
    page.getByLabel("Source", new Page.GetByLabelOptions().setExact(true)).fill("rtsp://cam/two");
    button("Show what changes").click();
    assertThat(page.getByLabel("Consequences")).containsText("will refuse this");
    button("Apply").click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("The device refuses revision 1: the device's file keeps source for itself");
    open("/devices/line-1");
    assertThat(page.getByText("Refuses revision 1 of its settings")).isVisible();
  }

  @Test
  void whatCannotBeIsSaidBeforeAnybodyIsAsked() {
    open(CAMERA);
    button("Draw a zone").click();
    button("Begin with a rectangle").click();
    page.getByLabel("Name of zone 1").fill("belt");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("Two zones are called belt.");
    assertThat(button("Show what changes")).isDisabled();
    button("Discard").click();
    assertThat(page.getByLabel("Name of belt")).hasCount(0);
  }

  @Test
  void axeFindsNothingAndNothingIsWiderThanAPhone() throws IOException {
    Path axe = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    Assumptions.assumeTrue(Files.exists(axe), axe + " is not there");
    for (String look : List.of("light", "dark", "phone")) {
      page.context().close();
      page = browser.window(look.equals("phone") ? 400 : 1440, 1000, look.equals("dark"));
      open(CAMERA);
      button("Draw a zone").click();
      button("Begin with a rectangle").click();
      page.getByLabel("Name of zone 1").fill("door");
      page.getByLabel("Thresholds: set here").check();
      button("Add a rule").click();
      page.getByLabel("Label", new Page.GetByLabelOptions().setExact(true)).fill("open");
      button("Show what changes").click();
      assertThat(page.getByLabel("Settings that differ")).isVisible();
      page.evaluate(Files.readString(axe));
      Object found =
          page.evaluate(
              "() => axe.run(document, {resultTypes: ['violations']}).then(r =>"
                  + " r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target +"
                  + " ' ' + (n.any[0]?.message ?? '')).join('; ')))");
      assertThat((List<?>) found).as(look).isEmpty();
      Object beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
      assertThat((Integer) beyond).as(look).isLessThanOrEqualTo(0);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/screenshots", look + "-camera.png")));
    }
  }

  private Camera camera() {
    return coordinator.cameras().camera("line-1", "line-1-cam");
  }

  /** Clicks the picture, at shares of its width and height. */
  private void click(double x, double y) {
    BoundingBox box = page.locator(".area-editor").boundingBox();
    page.mouse().click(box.x + x * box.width, box.y + y * box.height);
  }

  private void drag(Locator handle, double x, double y) {
    handle.hover();
    page.mouse().down();
    BoundingBox box = page.locator(".area-editor").boundingBox();
    page.mouse().move(box.x + x * box.width, box.y + y * box.height);
    page.mouse().up();
  }

  private void open(String path) {
    page.navigate(dashboard.address() + path.substring(1));
    assertThat(page.locator(".stream-live")).isVisible();
    assertThat(page.locator("main .camera img").first()).isVisible();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
