package io.vedette.cloud.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.quota.QuotaMeter.AtQuota;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaAlarmsTest {

  @Test
  void anAlarmStandsWhileADeploymentIsAtAQuota() {
    EventFeed feed = new EventFeed(InstantSource.system());
    QuotaAlarms alarms = new QuotaAlarms(feed);
    alarms.tick(List.of(new AtQuota("boards", "1,000 frames an hour", 1)));
    alarms.tick(List.of(new AtQuota("boards", "1,000 frames an hour", 1_037)));
    assertThat(feed.alarms())
        .extracting(Alarm::text)
        .containsExactly(
            "boards is at its quota of 1,000 frames an hour; frames were put off 1,037 times, its"
                + " devices keep them");
    alarms.tick(List.of());
    assertThat(feed.alarms()).isEmpty();
  }
}
