package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Deployments in a real browser: seen, changed, refused and deleted. */
class DeploymentPagesTest extends BrowserTest {

  @Override
  StoryState story() {
    return StoryDeployments.story();
  }

  @Test
  void thoseThatRequireAttentionComeFirst() {
    open("/deployments");
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(rows.nth(0)).containsText("no version yet: register one of the model student");
    assertThat(rows.nth(1)).containsText("3 devices report another version");
    assertThat(rows.nth(2)).containsText("line=boards");
    rows.nth(2).getByText("rollout-2").click();
    assertThat(page).hasURL(dashboard.address() + "rollouts?deployment=boards");
    assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Deployment")))
        .hasValue("boards");
    assertThat(page.locator("section.sheet .chip.deployment")).hasText("boards");
  }

  @Test
  void aRolloutIsNotJustDoneWhereDevicesReportAnotherVersion() {
    open("/rollouts?deployment=films");
    assertThat(page.getByText("done; 3 devices report another version now")).isVisible();
  }

  @Test
  void driftAndTheNextRoundAreTold() {
    open("/deployments/boards");
    Locator drifts = page.getByLabel("Drifts").locator("tbody tr");
    assertThat(drifts).hasCount(2);
    assertThat(drifts.nth(0)).containsText("recall of agent-1/line-1-cam");
    assertThat(drifts.nth(0)).containsText("0.91 → 0.34");
    assertThat(drifts.nth(0)).containsText("requires attention");
    assertThat(drifts.nth(1)).containsText("over: student:3 answers");
    assertThat(page.getByText("because the last 3 distillations made no version")).isVisible();
    assertThat(page.getByText("recall 0.88 over 140 audits")).isVisible();
  }

  @Test
  void aChangeIsShownBeforeItIsApplied() {
    open("/deployments/boards");
    assertThat(page.getByLabel("Rounds", exactly())).containsText("1\u202fh 30\u202fmin");
    button("Edit").click();
    Locator text = page.getByLabel("The deployment as JSON");
    text.fill(text.inputValue().replace("3", "5"));
    assertThat(button("Apply")).hasCount(0);
    button("Show what changes").click();
    assertThat(page.getByLabel("Keys that differ")).containsText("rounds.minAgents");
    assertThat(page.getByLabel("Consequences")).containsText("go on under the new revision");
    assertThat(coordinator.asked()).isEmpty();
    text.press("End");
    text.pressSequentially(" ");
    assertThat(button("Apply")).hasCount(0);
    button("Show what changes").click();
    button("Apply").click();
    assertThat(text).hasCount(0);
    assertThat(coordinator.asked()).containsExactly("apply boards");
  }

  @Test
  void anOverlapIsRefusedBesideTheText() {
    open("/deployments");
    button("New deployment").click();
    page.getByLabel("The deployment as JSON").fill("{\"name\": \"all\", \"selector\": \"line\"}");
    button("Show what changes").click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText("selector: camera film of line-1 is selected by all and films");
    assertThat(button("Apply")).hasCount(0);
  }

  @Test
  void deletingSaysFirstWhatItDoes() {
    open("/deployments/boards");
    button("Delete").click();
    assertThat(page.getByLabel("Consequences")).containsText("r-3 is cancelled");
    assertThat(coordinator.asked()).isEmpty();
    button("Delete boards").click();
    assertThat(page).hasURL(dashboard.address() + "deployments");
    assertThat(coordinator.asked()).containsExactly("delete boards");
    open("/deployments/default");
    assertThat(page.locator(".lead")).containsText("what the coordinator’s file says");
    assertThat(button("Edit")).isVisible();
    assertThat(button("Delete")).hasCount(0);
  }

  @Test
  void aDeviceShowsWhatEachOfItsStudentsRunsAndItsCamerasAreTagged() {
    open("/devices/line-1");
    Locator rows = page.getByLabel("Deployments of this device").locator("tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(1)).containsText("films:2");
    assertThat(rows.nth(1)).containsText("films:1");
    assertThat(rows.nth(1)).hasClass("needs");
    Locator tag = page.getByLabel("A tag for line-1-cam");
    tag.fill("nothing");
    tag.press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("'nothing' is no tag; write site=hamburg");
    tag.fill("line=boards");
    tag.press("Enter");
    page.getByLabel("Remove line=films from line-1-film").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    page.waitForCondition(() -> coordinator.asked().size() == 2);
    assertThat(coordinator.asked())
        .containsExactly("tag line-1 line-1-cam line=boards", "tag line-1 line-1-film line-");
  }

  @Override
  void open(String path) {
    super.open(path);
    assertThat(page.locator("main section.sheet, main .sheet").first()).isVisible();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
