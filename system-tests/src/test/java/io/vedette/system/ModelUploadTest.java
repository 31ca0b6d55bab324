package io.vedette.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.architecture.Architecture;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person adds models by a browser, to a real coordinator. */
class ModelUploadTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  /** For a busy machine: a file is read by a process of its own. */
  private static final double PATIENCE_MS = 300_000;

  @TempDir Path folder;

  private Coordinator coordinator;
  private Dashboard dashboard;
  private Playwright playwright;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not there");
    Assumptions.assumeTrue(
        Dashboard.class.getResource("/web/index.html") != null, "built with -Dweb.skip: no pages");
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                folder.resolve("data"),
                "student",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    dashboard =
        Dashboard.start(
            DashboardConfig.loopback(Endpoint.plain("127.0.0.1", coordinator.port()), 0));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    page =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu")))
            .newPage();
    page.setDefaultTimeout(PATIENCE_MS);
  }

  @AfterEach
  void stop() {
    if (playwright != null) {
      playwright.close();
      dashboard.close();
      coordinator.close();
    }
  }

  @Test
  void aDetectorBecomesAVersionAndWhatIsNoneIsRefused() throws Exception {
    page.navigate(dashboard.address() + "versions");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add a model")).click();

    choose(write("classifier.onnx", classifier().toBytes()));
    expect("classifier.onnx: no detector: its one output scores [1, 3]");
    byte[] whole = student().toBytes();
    choose(write("half.onnx", Arrays.copyOf(whole, whole.length / 2)));
    expect("half.onnx: no ONNX model");
    choose(write("unnamed.onnx", unnamed().toBytes()));
    expect("no names for its 3 classes");
    page.getByLabel("these, one a line").check();
    names().fill("one\ntwo");
    readAgain();
    expect("the model has 3 classes, but 2 labels are given");
    names().fill("one\ntwo\nthree");
    readAgain();
    shown(page.locator("dd", new Page.LocatorOptions().setHasText("3: one, two, three")));

    choose(write("board student.onnx", whole));
    shown(page.locator("dd", new Page.LocatorOptions().setHasText("2: hole, short")));
    Locator name = page.locator("input[required]");
    assertThat(name).hasValue("board-student");
    name.fill("student");
    picture("models");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Register")).click();
    page.waitForURL(dashboard.address() + "versions/student/1");

    page.navigate(dashboard.address() + "versions");
    shown(page.locator("tbody tr").first());
    assertThat(page.locator("tbody tr")).hasCount(1);
  }

  private Locator names() {
    return page.getByLabel("Class names, one a line");
  }

  private void readAgain() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Read it again")).click();
  }

  private void choose(Path file) {
    page.locator(".drop input[type=file]").setInputFiles(file);
  }

  private void expect(String failure) {
    shown(page.locator("[role=alert]", new Page.LocatorOptions().setHasText(failure)));
  }

  private static void shown(Locator what) {
    assertThat(what).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  /** Kept where {@code vedette.pictures} names a folder: for the documentation, and for looking. */
  private void picture(String name) {
    String into = System.getProperty("vedette.pictures");
    if (into == null) {
      return;
    }
    page.setViewportSize(1440, 900);
    page.screenshot(shot(into, name));
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
    page.screenshot(shot(into, name + "-dark"));
    page.setViewportSize(390, 844);
    page.screenshot(shot(into, name + "-phone").setFullPage(true));
  }

  private static Page.ScreenshotOptions shot(String folder, String name) {
    return new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png"));
  }

  private Path write(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }

  private static Graph student() {
    return Architecture.named("vedette-pico").orElseThrow().build(List.of("hole", "short"), 64, 1);
  }

  private static Graph classifier() {
    GraphBuilder g = new GraphBuilder("classifier", 17);
    String x = g.input("images", 1, 3, 8, 8);
    String pooled = g.node("GlobalAveragePool", x).output("pooled");
    g.output(g.node("Flatten", pooled).output("scores"), 1, 3);
    return g.build();
  }

  /** Of YOLO11's form, with three classes that have no names. */
  private static Graph unnamed() {
    GraphBuilder g = new GraphBuilder("shapes", 17);
    String x = g.input("images", 1, 3, 320, 320);
    g.output(g.node("Identity", x).output("output0"), 1, 7, 2100);
    return g.build();
  }
}
