package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gallery of escalated frames in a real browser. */
class FramesPageTest extends BrowserTest {

  @Test
  void framesAreShownWithTheBoxesOfBoth() {
    open("/frames");
    assertThat(cards()).hasCount(24);
    Locator second = cards().nth(1);
    assertThat(second).containsText("1 missed");
    assertThat(second).containsText("Teacher: mousebite 0.91. Student: nothing.");
    assertThat(second.locator(".by-teacher")).hasCount(2);
    assertThat(second.locator(".by-student")).hasCount(1);
    assertThat(second.getByAltText("line-2-cam of line-2, frame 8963: 1 missed")).isVisible();
    page.waitForFunction("() => document.querySelector('.frame-card img').naturalWidth === 640");
    button("Next").click();
    assertThat(page.getByText("Page 2")).isVisible();
    assertThat(cards().first()).containsText("line-1-cam");
  }

  @Test
  void filtersStandInTheAddress() {
    open("/frames");
    button("missed").click();
    assertThat(page).hasURL(address("frames?difference=missed"));
    page.getByLabel("Reason").selectOption("flicker");
    assertThat(page).hasURL(address("frames?reason=flicker&difference=missed"));
    page.getByLabel("Agent").fill("line-2");
    page.getByLabel("Agent").press("Enter");
    assertThat(page).hasURL(address("frames?agent=line-2&reason=flicker&difference=missed"));

    open("/frames?agent=line-3&state=quarantined");
    assertThat(page.getByLabel("Agent")).hasValue("line-3");
    assertThat(cards().filter(new Locator.FilterOptions().setHasText("quarantined"))).hasCount(1);
    open("/frames?agent=nobody");
    assertThat(page.getByText("No frame matches, of 60 that are kept.")).isVisible();
  }

  @Test
  void aFrameIsLookedAtLargeAndTheNextOneByKeys() {
    open("/frames");
    cards().nth(22).locator("a").click();
    assertThat(heading()).hasText("line-2-cam 8186");
    page.keyboard().press("ArrowRight");
    assertThat(heading()).hasText("line-3-cam 8149");
    assertThat(page).hasURL(address("frames?frame=frame-0023"));
    // the next one is on the next page
    page.keyboard().press("ArrowRight");
    assertThat(heading()).hasText("line-1-cam 8112");
    page.keyboard().press("ArrowLeft");
    assertThat(heading()).hasText("line-3-cam 8149");
    page.keyboard().press("Escape");
    assertThat(page).hasURL(address("frames"));
    assertThat(cards()).hasCount(24);
  }

  @Test
  void theLargeViewTellsTheDifferencesAndLeadsOn() {
    open("/frames?frame=frame-0005");
    Locator differences = page.locator(".differences li");
    assertThat(differences).hasCount(3);
    assertThat(differences.first()).hasText("missedTeacher: mousebite 0.91. Student: nothing.");
    Locator pictures = page.locator(".frame-picture");
    assertThat(pictures).hasCount(2);
    assertThat(pictures.first().locator(".by-teacher")).hasCount(0);
    assertThat(pictures.last().locator(".by-teacher")).hasCount(2);
    page.getByLabel("Teacher").uncheck();
    assertThat(pictures.last().locator(".by-teacher")).hasCount(0);
    page.getByLabel("Teacher").check();
    button("one picture").click();
    assertThat(pictures).hasCount(1);
    assertThat(pictures.locator(".by-teacher")).hasCount(2);
    assertThat(pictures.locator(".by-student")).hasCount(2);
    for (String href : List.of("/devices/line-3", "/versions/student/3", "/events?object=line-3")) {
      assertThat(page.locator("main a[href='" + href + "']")).isVisible();
    }
    page.getByText("its events").click();
    assertThat(page.getByText("Events about line-3.")).isVisible();

    open("/frames?frame=gone");
    assertThat(page.getByText("gone: no such escalation is kept")).isVisible();
  }

  @Test
  void anEmptyGallerySaysWhatToRun() {
    coordinator.show(Story.empty());
    open("/frames");
    assertThat(page.getByText("No frames yet")).isVisible();
    assertThat(page.locator(".command code").first()).containsText("vedette agent");
  }

  /** Pictures for people to look at: target/screenshots. */
  @Test
  @Tag("slow")
  void pictures() {
    for (String look : List.of("light", "dark", "narrow")) {
      look(look.equals("narrow") ? 400 : 1440, 900, look.equals("dark"));
      for (String path : List.of("/frames", "/frames?frame=frame-0005", "/frames?agent=nobody")) {
        open(path);
        page.waitForTimeout(1_500);
        String name = path.substring(1).replaceAll("[/?=]+", "-");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(look.equals("narrow"))
                .setPath(Path.of("target/screenshots", look + "-" + name + ".png")));
      }
    }
  }

  private Locator cards() {
    return page.locator(".frame-card");
  }

  private Locator heading() {
    return page.locator("h1");
  }
}
