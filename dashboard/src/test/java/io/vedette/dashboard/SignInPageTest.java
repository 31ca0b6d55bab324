package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in and out in a real browser, and each sees what the role may do. */
class SignInPageTest extends BrowserTest {

  private static final String AXE =
      "() => axe.run(document, {resultTypes: ['violations']}).then(r =>"
          + " r.violations.map(v => v.id + ': ' + v.nodes[0].target))";

  @BeforeEach
  void peopleSignIn() {
    coordinator.people.close();
  }

  private void signIn(String user, String password) {
    page.getByLabel("Name").fill(user);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
  }

  private void signedIn(String role, String path) {
    look(1440, 900, false);
    page.navigate(address(path));
    signIn(role, "right-" + role);
    assertThat(page.locator(".stream-live")).isVisible();
  }

  @Test
  void aPersonSignsInWhereSheWantedToBeAndOutAgain() {
    page.navigate(address("fleet"));
    assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible();
    assertThat(page.getByText("line-1")).hasCount(0);

    signIn("operator", "guessed");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("name, password or code is wrong");
    assertThat(page.getByLabel("Password")).hasValue("");

    signIn("operator", "right-operator");
    assertThat(page.locator(".who")).containsText("operator");
    assertThat(page).hasURL(address("fleet"));
    assertThat(page.locator("tbody tr").first()).containsText("line-1");
    assertThat((String) page.evaluate("document.cookie")).isEmpty();

    page.reload();
    assertThat(page.locator(".stream-live")).isVisible();
    button("Sign out").click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible();
    assertThat(page.getByText("line-1")).hasCount(0);
  }

  @Test
  void aSessionThatEndsBringsBackTheSignInPage() {
    signedIn("viewer", "fleet");
    coordinator.people.endSessions();
    assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible();
    assertThat(page.getByText("line-1")).hasCount(0);
  }

  @Test
  void aLinkSignsInAndLeavesTheAddress() {
    page.navigate(address("sign-in#" + StoryPeople.LINK));
    assertThat(page.locator(".stream-live")).isVisible();
    assertThat(page).hasURL(address(""));
    assertThat(page.locator(".who")).containsText("admin");

    look(1440, 900, false);
    page.navigate(address("sign-in#" + StoryPeople.LINK));
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("this link was used");
    assertThat(page).hasURL(address("sign-in"));
    signIn("viewer", "right-viewer");
    assertThat(page.locator(".stream-live")).isVisible();
    assertThat(page).hasURL(address(""));
  }

  @Test
  void whatTheRoleMayNotDoIsDisabledWithTheReason() {
    signedIn("viewer", "rounds");
    // A round can be cancelled as long as it is under way, by whoever may.
    assertThat(button("Cancel round")).isDisabled();
    assertThat(button("Cancel round"))
        .hasAttribute("title", "This needs an operator; you are a viewer.");
    assertThat(page.getByRole(AriaRole.LINK, named("People"))).hasCount(0);
    page.navigate(address("people"));
    assertThat(page.locator("main")).containsText("This needs an admin; you are a viewer.");

    signedIn("operator", "rounds");
    assertThat(button("Cancel round")).isEnabled();
  }

  @Test
  void anAdminAddsPeopleAndTokensAndTextsAreNoCode() {
    signedIn("admin", "people");
    Locator users = page.getByRole(AriaRole.REGION, named("Users"));
    assertThat(users.locator("tbody tr")).hasCount(2);
    assertThat(users).containsText("<img src=x onerror=alert(1)>");
    assertThat(page.locator("main img")).hasCount(0);
    assertThat(page.getByRole(AriaRole.REGION, named("API tokens"))).containsText("<b onclick=");

    Locator add = page.locator("section", new Page.LocatorOptions().setHasText("Add a user"));
    add.getByLabel("Name").fill("carla");
    add.getByLabel("Role").selectOption("operator");
    add.getByLabel("Password").fill("correct horse battery");
    add.getByLabel("asks for codes").check();
    button("Store").click();
    assertThat(add.getByRole(AriaRole.STATUS)).containsText("carla may sign in as operator");
    assertThat(add.getByRole(AriaRole.STATUS)).containsText("otpauth://totp/");

    Locator token = page.locator("section", new Page.LocatorOptions().setHasText("Make an API"));
    token.getByLabel("What it is for").fill("backup");
    token.getByLabel("Days until it ends").fill("7");
    button("Make").click();
    assertThat(token.getByRole(AriaRole.STATUS)).containsText("vda_shown-once");

    button("Revoke").click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inside("Revoke")).click();
    page.getByRole(AriaRole.DIALOG)
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(coordinator.asked())
        .containsExactly(
            "user carla ROLE_OPERATOR", "token backup 604800000", "revoke token 0badcafe");
  }

  @Test
  void thePagesArePleasantInEveryLook() throws Exception {
    Path axe = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    for (String look : List.of("light", "dark", "phone", "phone-dark")) {
      look(look.startsWith("phone") ? 400 : 1440, 900, look.endsWith("dark"));
      page.navigate(address("people"));
      assertThat(page.getByLabel("Name")).isVisible();
      check(axe, look, "sign-in");
      signIn("admin", "right-admin");
      assertThat(page.getByRole(AriaRole.REGION, named("API tokens"))).isVisible();
      check(axe, look, "people");
    }
  }

  private void check(Path axe, String look, String name) throws Exception {
    Object beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertThat((Integer) beyond).as("%s, %s", name, look).isLessThanOrEqualTo(0);
    if (Files.exists(axe)) {
      page.evaluate(Files.readString(axe));
      assertThat((List<?>) page.evaluate(AXE)).as("%s, %s", name, look).isEmpty();
    }
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots", look, name + ".png"))
            .setFullPage(true));
  }
}
