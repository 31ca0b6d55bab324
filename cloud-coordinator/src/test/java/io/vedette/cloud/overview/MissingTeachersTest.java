package io.vedette.cloud.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.quota.TeachingPolicy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingTeachersTest {

  private final Map<String, Long> waiting = new HashMap<>();
  private final Set<String> connected = new HashSet<>();
  private final EventFeed feed = new EventFeed(InstantSource.system());
  private final MissingTeachers missing =
      new MissingTeachers(
          () -> waiting,
          name ->
              name.equals("default")
                  ? TeachingPolicy.DEFAULT
                  : new TeachingPolicy("cinema", Quotas.NONE, 1),
          () -> connected,
          feed);

  private List<String> alarms() {
    return feed.alarms().stream().map(Alarm::text).toList();
  }

  @Test
  void anAlarmStandsWhileFramesWaitForATeacherThatIsNotThere() {
    waiting.put("default", 1L);
    missing.tick(0);
    missing.tick(15_000);
    assertThat(alarms()).isEmpty();
    missing.tick(15_001);
    assertThat(alarms())
        .containsExactly("no teacher is connected; 1 frame of default waits for a verdict");

    connected.add("teacher");
    waiting.put("films", 1_000L);
    waiting.put("boards", 234L);
    missing.tick(16_000);
    assertThat(alarms()).isEmpty();
    missing.tick(40_000);
    assertThat(alarms())
        .containsExactly(
            "no teacher of the name cinema is connected; 1,234 frames of boards, films wait for a"
                + " verdict");

    connected.add("cinema");
    missing.tick(41_000);
    assertThat(alarms()).isEmpty();
  }
}
