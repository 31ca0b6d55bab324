package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, over a coordinator that tells a known story. */
class PagesTest extends BrowserTest {

  private static final List<String> ALL =
      List.of(
          "/",
          "/fleet",
          "/devices/line-1",
          "/rounds",
          "/distillations",
          "/versions",
          "/versions/student/3",
          "/rollouts",
          "/events",
          "/frames",
          "/frames?frame=frame-0004",
          "/quarantine",
          "/storage");

  private final List<String> complaints = new ArrayList<>();

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Test
  void fleetShowsEveryAgentAndFollowsChanges() {
    open("/fleet");
    assertThat(rows()).hasCount(3);
    assertThat(row("line-1")).containsText("student:3");
    assertThat(row("line-1")).containsText("38.2 ms");

    coordinator.show(Story.inTrouble());
    assertThat(row("line-3")).containsText("away");
    page.getByLabel("Requires attention").check();
    assertThat(rows()).hasCount(2);
    assertThat(row("line-2")).containsText("connection refused");
  }

  @Test
  void aFleetOfThousandsIsPagedFoundAndSorted() {
    coordinator.show(Story.large(10_000));
    open("/fleet");
    assertThat(rows().first()).containsText("away");
    open("/fleet?sort=name");
    assertThat(page.locator(".lead")).hasText("9\u202f800 of 10\u202f000 agents online.");
    assertThat(rows()).hasCount(50);
    page.getByRole(AriaRole.BUTTON, named("Next")).click();
    assertThat(row("line-00050")).isVisible();
    page.getByLabel("Find an agent or device class").fill("LINE-00107");
    assertThat(rows()).hasCount(1);
    assertThat(row("line-00107")).containsText("away");
    page.getByLabel("Find an agent or device class").fill("");
    page.getByRole(AriaRole.BUTTON, named("away")).click();
    assertThat(page.getByText("200 match")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("all")).first().click();
    page.getByRole(AriaRole.BUTTON, named("Last seen")).click();
    assertThat(page.locator("th[aria-sort='descending']")).containsText("Last seen");

    open("/rollouts");
    assertThat(page.locator(".waves").first().locator("> li")).hasCount(2);
    page.getByLabel("State of devices of rollout-2")
        .getByRole(AriaRole.BUTTON, inside("confirmed"))
        .click();
    assertThat(page.locator(".waves .wave >> text=line-00003")).isVisible();
  }

  @Test
  void agentsAreFilteredByTagsAndTheFilterStandsInTheAddress() {
    open("/fleet");
    assertThat(row("line-1")).containsText("site=hamburg");
    Locator tags = page.getByLabel("Tags that agents have");
    tags.fill("site=hamburg,kind=press");
    tags.press("Enter");
    assertThat(rows()).hasCount(1);
    assertThat(page).hasURL(dashboard.address() + "fleet?tags=site=hamburg,kind=press");

    open("/fleet?tags=kind&state=online");
    assertThat(tags).hasValue("kind");
    assertThat(rows()).hasCount(3);
    row("line-3").getByText("site=kiel").click();
    assertThat(page).hasURL(dashboard.address() + "fleet?tags=site=kiel");
    assertThat(rows()).hasCount(1);

    open("/devices/line-1");
    Locator facts = page.getByLabel("Tags", new Page.GetByLabelOptions().setExact(true));
    assertThat(facts.getByText("site=hamburg").first()).isVisible();
    assertThat(facts.locator(".lost")).hasText("site=bremen");
  }

  @Test
  void whatRequiresAttentionLeadsToItsPage() {
    coordinator.show(Story.inTrouble());
    open("/");
    page.getByText("1 device is away").click();
    assertThat(rows()).hasCount(2);
    assertThat(page).hasURL(dashboard.address() + "fleet?attention");
    open("/quarantine");
    assertThat(rows()).hasCount(1);
    assertThat(row("line-1")).containsText("three times");
  }

  @Test
  void eventsAreFilteredAndLeadToTheirObjects() {
    open("/events");
    Locator events = page.locator(".feed li");
    assertThat(events).hasCount(6);
    page.getByRole(AriaRole.BUTTON, named("round")).click();
    assertThat(events).hasCount(2);
    page.getByRole(AriaRole.BUTTON, named("device")).click();
    page.getByText("line-2 is back").click();
    assertThat(page).hasURL(dashboard.address() + "devices/line-2");
  }

  @Test
  void aDeviceIsForgottenAfterAQuestion() {
    open("/devices/line-1");
    page.getByRole(AriaRole.BUTTON, named("Forget")).click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside("Forget")).click();
    assertThat(page).hasURL(dashboard.address() + "fleet");
    assertThat(coordinator.asked()).containsExactly("forget line-1 by force");
  }

  @Test
  void overviewTellsTheLoop() {
    open("/");
    assertThat(page.locator(".station-escalated .figure")).hasText("1\u202f284");
    assertThat(page.locator(".station-distillation")).containsText("epoch 4 of 12");
    assertThat(page.locator(".hub")).containsText("student:2");
    coordinator.show(Story.at(30));
    assertThat(page.locator(".station-escalated .figure")).hasText("1\u202f314");
    assertThat(
            page.getByRole(
                AriaRole.TABLE,
                new Page.GetByRoleOptions().setName("AP50 of student by version and variant")))
        .containsText("0.713");
    page.locator(".station-round a").click();
    assertThat(page).hasURL(dashboard.address() + "rounds");
  }

  @Test
  void devicePageDrawsWhatWasSeen() {
    open("/devices/line-1");
    assertThat(page.locator(".seen")).hasCount(3);
    assertThat(
            page.getByAltText(
                "line-1-cam, frame 8123: open 91\u202f%, mousebite 64\u202f%, pin-hole 48\u202f%"))
        .isVisible();
    Object width = page.locator(".camera img").evaluate("picture => picture.naturalWidth");
    assertThat(width).as("the picture is shown").isEqualTo(640);
    assertThat(page.getByText("From 64 random audits")).isVisible();
    assertThat(page.getByText("damaged frames are answered")).hasCount(0);
  }

  @Test
  void devicePageMarksADamagedFrame() {
    open("/devices/line-2");
    assertThat(page.getByText("damaged frames are answered")).isVisible();
    assertThat(page.locator(".camera img[alt*='damaged frame 8123']")).isVisible();
  }

  @Test
  void lineageIsFollowedBothWays() {
    open("/versions/student/3");
    Locator focus = page.locator(".focus strong");
    assertThat(focus).hasText("student:3");
    page.locator(".lineage .side").first().getByText("d-1").click();
    assertThat(focus).hasText("d-1");
    page.locator(".lineage .side").first().getByText("r-2").click();
    page.locator(".lineage .side").first().getByText("u-1").click();
    assertThat(page.locator(".lineage .side").first()).containsText("9 × frame");
    page.locator(".lineage .side").last().getByText("r-2").click();
    assertThat(focus).hasText("r-2");
  }

  @Test
  void rolloutIsSteeredWithAReason() {
    open("/rollouts");
    page.getByRole(AriaRole.BUTTON, named("Pause")).click();
    page.getByLabel("Reason").fill("shift change");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside("Pause")).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(coordinator.asked()).containsExactly("pause rollout-2: shift change");
  }

  @Test
  void aRoundAndADistillationAreCancelledWithAReason() {
    open("/rounds");
    confirm("Cancel round", "wrong camera");
    open("/distillations");
    confirm("Cancel distillation", "");
    assertThat(coordinator.asked()).containsExactly("cancel r-3 wrong camera", "cancel d-2 ");
  }

  private void confirm(String action, String why) {
    page.getByRole(AriaRole.BUTTON, named(action)).click();
    page.getByLabel("Reason").fill(why);
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside(action)).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  void whatIsBeyondItsRetentionIsDeletedAfterAQuestion() {
    open("/storage");
    assertThat(row("Frames").first()).containsText("98\u202f304");
    page.getByRole(AriaRole.BUTTON, named("Delete now")).click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside("Delete now")).click();
    assertThat(page.locator("main").getByRole(AriaRole.STATUS)).containsText("2\u202f048 frames");
    assertThat(coordinator.asked()).containsExactly("collect");
  }

  @Test
  void aRefusalIsShownWhereItWasAsked() {
    open("/rollouts");
    page.getByRole(AriaRole.BUTTON, named("Abort")).click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside("Abort")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("it is over already");
    complaints.removeIf(line -> line.contains("409"));
  }

  @Test
  void emptyStatesSayWhatToRun() {
    coordinator.show(Story.empty());
    for (Map.Entry<String, String> one :
        Map.of(
                "/fleet", "./vedette agent",
                "/rounds", "./vedette demo",
                "/distillations", "./vedette distiller",
                "/versions", "./vedette model import",
                "/rollouts", "./vedette rollout start")
            .entrySet()) {
      open(one.getKey());
      Locator commands = page.locator(".command code");
      assertThat(commands.filter(new Locator.FilterOptions().setHasText(one.getValue())))
          .hasCount(1);
    }
  }

  @Test
  void aCommandGoesToTheCoordinatorThatIsShown() {
    coordinator.show(Story.empty());
    open("/distillations");
    assertThat(page.locator(".command code").first())
        .hasText("./vedette distiller --coordinator " + coordinator.endpoint());
  }

  @Test
  void anAddressThatIsNoneSaysSoAndOthersSurviveAReload() {
    page.navigate(dashboard.address() + "nowhere");
    assertThat(page.getByRole(AriaRole.HEADING, named("No such page"))).isVisible();
    complaints.removeIf(line -> line.contains("404"));
    open("/versions/student/3");
    page.reload();
    assertThat(page.locator(".focus strong")).hasText("student:3");
  }

  @Test
  void coordinatorThatGoesAndComesBackIsFollowed() throws IOException {
    open("/fleet");
    assertThat(rows()).hasCount(3);
    int port = coordinator.endpoint().port();
    coordinator.close();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not answer");
    coordinator = new RecordedCoordinator(Story.inTrouble(), port);
    assertThat(row("line-3")).containsText("away");
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
  }

  @Test
  void aRolloutShowsItsPlanBeforeItStarts() {
    open("/versions/student/2");
    page.getByRole(AriaRole.BUTTON, named("Roll out")).click();
    Locator dialog = page.locator("dialog[open]");
    assertThat(dialog.locator(".plan tbody tr")).hasCount(3);
    assertThat(dialog).containsText("Expected: 1 min 42 s, as 3 devices took; at most 26 min");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/rollout-plan.png")));
  }

  @Test
  void everyPageIsReachableByKeyboard() {
    open("/");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.locator("nav a[href='/fleet']")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING, named("Fleet"))).isFocused();
  }

  /** Pictures for people to look at: target/screenshots. */
  @Test
  @Tag("slow")
  void pictures() {
    for (String look : List.of("light", "large", "dark", "narrow")) {
      look(look.equals("narrow") ? 400 : 1440, 900, look.equals("dark"));
      for (String path : ALL) {
        // The devices of the story that was shown before are not all in this one.
        coordinator.show(story(look, path, 0));
        open(path);
        for (int beat = 0; beat < 6; beat++) {
          coordinator.show(story(look, path, beat));
          page.waitForTimeout(400);
        }
        String name = path.equals("/") ? "overview" : path.substring(1).replaceAll("[/?=]+", "-");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots", look + "-" + name + ".png")));
      }
    }
  }

  private static StoryState story(String look, String path, int beat) {
    if (look.equals("large") && !path.startsWith("/devices")) {
      return Story.large(10_000);
    }
    boolean trouble = beat == 5 && List.of("/fleet", "/quarantine", "/").contains(path);
    return trouble ? Story.inTrouble() : Story.at(4 * beat);
  }

  @Override
  Page window(int width, int height, boolean dark) {
    Page opened = browser.window(width, height, dark);
    opened.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().contains("ERR_INCOMPLETE_CHUNKED")) {
            complaints.add(message.text());
          }
        });
    opened.onPageError(complaints::add);
    opened.onRequest(
        request -> {
          if (!request.url().startsWith(dashboard.address())
              && !request.url().startsWith("data:")) {
            complaints.add("asked for " + request.url());
          }
        });
    return opened;
  }

  private Locator rows() {
    return page.locator("tbody tr");
  }

  private Locator row(String agent) {
    return rows().filter(new Locator.FilterOptions().setHasText(agent));
  }
}
