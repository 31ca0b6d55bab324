package io.vedette.cloud.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.feed.InMemoryFeedStore;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.people.PeopleDirectory.ChangedUser;
import io.vedette.cloud.identity.people.PeopleDirectory.CreatedToken;
import io.vedette.cloud.identity.people.PeopleDirectory.SignedIn;
import io.vedette.cloud.identity.people.PeopleDirectory.UserChange;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleDirectoryTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String HOME = "192.0.2.7";

  private long nowMs = 1_700_000_000_000L;
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
  private final EventFeed feed = new EventFeed(clock, new InMemoryFeedStore());
  private final InMemoryPeopleStore store = new InMemoryPeopleStore();
  private PeopleDirectory people = open();

  private PeopleDirectory open() {
    return new PeopleDirectory(store, feed, clock, new SecureRandom(), 100);
  }

  @BeforeEach
  void annaIsAnOperator() {
    people.putUser("anna", new UserChange(Role.OPERATOR, null, PASSWORD, null), "root");
  }

  private Optional<Caller> who(String token) {
    return people
        .authenticate(token, HOME)
        .map(c -> new Caller(c.name(), c.role(), c.deployments(), c.kind()));
  }

  private void pass(Duration time) {
    nowMs += time.toMillis();
    people.tick();
  }

  @Test
  void whoSignsInIsKnownByTheTokenUntilSigningOut() throws Exception {
    SignedIn in = people.signIn("anna", PASSWORD, "", HOME);

    Caller anna = new Caller("anna", Role.OPERATOR, Set.of(), Caller.Kind.SESSION);
    assertThat(in.caller().name()).isEqualTo("anna");
    assertThat(who(in.token())).contains(anna);
    assertThat(who(in.token() + "x")).isEmpty();
    assertThat(people.signOut(in.token())).isTrue();
    assertThat(who(in.token())).isEmpty();
    assertThat(people.signOut(in.token())).isFalse();
  }

  @Test
  void aSessionOutlivesARestartAndNothingStoredIsASecret() throws Exception {
    SignedIn in = people.signIn("anna", PASSWORD, "", HOME);
    CreatedToken token = people.createToken("ci", Role.VIEWER, Set.of(), 0, "anna");
    people = open();

    assertThat(who(in.token())).map(Caller::name).contains("anna");
    assertThat(who(token.secret())).map(Caller::name).contains("ci");
    String stored =
        Stream.of(
                store.sessions(),
                store.apiTokens(),
                store.users().stream().map(User::passwordHash).toList())
            .map(List::toString)
            .reduce("", String::concat);
    assertThat(stored).doesNotContain(in.token(), token.secret(), PASSWORD);
    assertThat(in.toString() + token + store.users())
        .doesNotContain(in.token(), token.secret(), "pbkdf2");
  }

  @Test
  void aSessionEndsAfterTwoHoursWithoutUseAndAfterTwelveInAll() throws Exception {
    SignedIn idle = people.signIn("anna", PASSWORD, "", HOME);
    pass(Duration.ofMinutes(119));
    assertThat(who(idle.token())).isPresent();
    pass(Duration.ofMinutes(120));
    assertThat(who(idle.token())).isEmpty();
    assertThat(store.sessions()).isEmpty();

    SignedIn busy = people.signIn("anna", PASSWORD, "", HOME);
    for (int hour = 0; hour < 11; hour++) {
      pass(Duration.ofHours(1));
      assertThat(who(busy.token())).isPresent();
    }
    pass(Duration.ofHours(1));
    assertThat(who(busy.token())).isEmpty();
  }

  @Test
  void aWrongNameAndAWrongPasswordAreToldAlike() {
    assertThatThrownBy(() -> people.signIn("anna", "wrong", "", HOME))
        .isInstanceOf(SignInRefusedException.class)
        .hasMessage("name, password or code is wrong");
    assertThatThrownBy(() -> people.signIn("nobody", PASSWORD, "", HOME))
        .hasMessage("name, password or code is wrong");
  }

  @Test
  void aCodeIsAskedForAndCountsOnce() throws Exception {
    ChangedUser changed = people.putUser("anna", new UserChange(null, null, null, true), "root");
    String secret = changed.user().codeSecret();
    assertThat(changed.codeUri()).contains("secret=" + secret);
    String code = code(secret);

    assertThatThrownBy(() -> people.signIn("anna", PASSWORD, "", HOME))
        .hasMessage("name, password or code is wrong");
    assertThat(people.signIn("anna", PASSWORD, code, HOME).caller().name()).isEqualTo("anna");
    assertThatThrownBy(() -> people.signIn("anna", PASSWORD, code, HOME))
        .hasMessage("name, password or code is wrong");
    nowMs += 60_000;
    assertThat(people.signIn("anna", PASSWORD, code(secret), HOME)).isNotNull();

    people.putUser("anna", new UserChange(null, null, null, false), "root");
    assertThat(people.signIn("anna", PASSWORD, "", HOME)).isNotNull();
  }

  /** A code of the secret, computed as an app does. */
  private String code(String secret) {
    for (int i = 0; i < 1_000_000; i++) {
      String code = String.format("%06d", i);
      if (TimeBasedCode.step(secret, code, nowMs, nowMs / 30_000 - 1).isPresent()) {
        return code;
      }
    }
    throw new AssertionError("no code");
  }

  @Test
  void twelveHundredFailuresAreSlowedAndAreOneEvent() {
    int before = feed.newest(100).size();
    int looked = 0;
    for (int i = 0; i < 1_200; i++) {
      nowMs += 100;
      try {
        people.signIn("anna", "guess-" + i, "", "198.51.100.9");
      } catch (SignInRefusedException e) {
        looked += e.isLater() ? 0 : 1;
      }
    }

    assertThat(looked).as("guesses within two minutes").isLessThanOrEqualTo(15);
    List<FeedEntry> told = feed.newest(100);
    assertThat(told).hasSize(before + 1);
    assertThat(feed.alarms()).hasSize(1);
    assertThat(feed.alarms().get(0).text())
        .startsWith("1,200 failed sign-ins within 2 minutes")
        .contains("'anna' from 198.51.100.9");

    // Somebody else, elsewhere, does not wait; anna waits half a minute at most.
    people.putUser("bert", new UserChange(Role.VIEWER, null, PASSWORD, null), "root");
    assertThat(signsIn("bert", HOME)).isTrue();
    assertThat(signsIn("anna", HOME)).isFalse();
    nowMs += 30_000;
    assertThat(signsIn("anna", HOME)).isTrue();

    pass(Duration.ofMinutes(15));
    assertThat(feed.alarms()).isEmpty();
  }

  private boolean signsIn(String name, String address) {
    try {
      people.signIn(name, PASSWORD, "", address);
      return true;
    } catch (SignInRefusedException e) {
      return false;
    }
  }

  @Test
  void oneAddressThatTriesManyNamesWaits() {
    int looked = 0;
    for (int i = 0; i < 1_200; i++) {
      try {
        people.signIn("user-" + i, "guess", "", "198.51.100.9");
      } catch (SignInRefusedException e) {
        looked += e.isLater() ? 0 : 1;
      }
    }
    assertThat(looked).isEqualTo(11);
    assertThat(signsIn("anna", HOME)).isTrue();
  }

  @Test
  void lessRightsHoldAtOnceAndANewPasswordEndsSessions() throws Exception {
    SignedIn in = people.signIn("anna", PASSWORD, "", HOME);
    people.putUser("anna", new UserChange(null, Set.of("boards"), null, null), "root");
    assertThat(who(in.token())).map(Caller::deployments).contains(Set.of("boards"));

    people.putUser("anna", new UserChange(Role.VIEWER, null, null, null), "root");
    assertThat(who(in.token())).isEmpty();

    SignedIn again = people.signIn("anna", PASSWORD, "", HOME);
    assertThat(again.caller().role()).isEqualTo(Role.VIEWER);
    people.putUser("anna", new UserChange(null, null, "another good one", null), "root");
    assertThat(who(again.token())).isEmpty();

    SignedIn last = people.signIn("anna", "another good one", "", HOME);
    people.deleteUser("anna", "root");
    assertThat(who(last.token())).isEmpty();
    assertThatThrownBy(() -> people.deleteUser("anna", "root"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("there is no user anna");
  }

  @Test
  void aNewUserNeedsAGoodPasswordAndAPersonsRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.putUser("b", new UserChange(null, null, null, null), "root"))
        .withMessage("a new user needs a password");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.putUser("b", new UserChange(null, null, "short", null), "root"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> people.putUser("b", new UserChange(Role.DEVICE, null, PASSWORD, null), "root"))
        .withMessage("a person is viewer, reviewer, operator or admin, not device");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.createToken("t", Role.TEACHER, Set.of(), 0, "root"));
    assertThat(people.users()).extracting(User::name).containsExactly("anna");
  }

  @Test
  void anApiTokenEndsInTimeOrWhenItIsRevoked() {
    CreatedToken day = people.createToken("day", Role.ADMIN, Set.of(), 86_400_000, "anna");
    CreatedToken ci = people.createToken("ci", Role.VIEWER, Set.of("boards"), 0, "anna");
    assertThat(who(ci.secret()))
        .contains(new Caller("ci", Role.VIEWER, Set.of("boards"), Caller.Kind.API_TOKEN));
    assertThatIllegalStateException()
        .isThrownBy(() -> people.createToken("ci", Role.VIEWER, Set.of(), 0, "anna"));

    pass(Duration.ofDays(1));
    assertThat(who(day.secret())).isEmpty();
    assertThat(who(ci.secret())).isPresent();
    people.revokeToken(ci.token().id(), "anna");
    assertThat(who(ci.secret())).isEmpty();
    assertThatThrownBy(() -> people.revokeToken("ci", "anna"))
        .isInstanceOf(NoSuchElementException.class);

    pass(Duration.ofDays(31));
    assertThat(people.apiTokens()).isEmpty();
  }

  @Test
  void aLinkSignsInOnceAsItsMaker() throws Exception {
    people.createToken("robot", Role.REVIEWER, Set.of(), 0, "anna");
    Caller robot = new Caller("robot", Role.REVIEWER, Set.of(), Caller.Kind.API_TOKEN);
    String code = people.createLink(robot).code();

    SignedIn in = people.signInByLink(code, HOME);
    assertThat(who(in.token()))
        .contains(new Caller("robot", Role.REVIEWER, Set.of(), Caller.Kind.SESSION));
    assertThatThrownBy(() -> people.signInByLink(code, HOME))
        .isInstanceOf(SignInRefusedException.class)
        .hasMessageContaining("used or is too old");

    String late = people.createLink(robot).code();
    nowMs += Duration.ofMinutes(10).toMillis();
    assertThatThrownBy(() -> people.signInByLink(late, HOME)).hasMessageContaining("too old");

    people.revokeToken("robot", "anna");
    assertThat(who(in.token())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                people.createLink(
                    new Caller("agent-1", Role.DEVICE, Set.of(), Caller.Kind.CERTIFICATE)));
  }

  @Test
  void somebodysSessionsAreBounded() throws Exception {
    SignedIn first = people.signIn("anna", PASSWORD, "", HOME);
    for (int i = 0; i < 20; i++) {
      nowMs++;
      people.signIn("anna", PASSWORD, "", HOME);
    }
    assertThat(store.sessions()).hasSize(20);
    assertThat(who(first.token())).isEmpty();
  }

  @Test
  void whatIsDoneToPeopleIsToldWithWhoDidIt() {
    people.putUser("anna", new UserChange(Role.ADMIN, null, "another good one", true), "root");
    FeedEntry entry = feed.newest(1).get(0);
    assertThat(entry.text()).isEqualTo("anna was changed: operator to admin, password, codes");
    assertThat(entry.subject().who()).isEqualTo("root");
    assertThat(entry.subject().object()).isEqualTo("anna");
  }
}
