package io.vedette.cloud.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long devices took from their command until they confirmed: download, self-test and swap.
 *
 * @param medianMs half of them took no longer
 * @param slowMs nine of ten took no longer
 * @param devices how many were measured; 0: nothing is known
 */
public record InstallPace(long medianMs, long slowMs, int devices) {

  static final InstallPace UNKNOWN = new InstallPace(0, 0, 0);

  /** Of the devices that confirmed in some rollouts. */
  static InstallPace of(Iterable<Rollout> rollouts) {
    List<Long> times = new ArrayList<>();
    for (Rollout rollout : rollouts) {
      for (Member member : rollout.members()) {
        if (member.tookMs() > 0 && !member.goingBack()) {
          times.add(member.tookMs());
        }
      }
    }
    if (times.isEmpty()) {
      return UNKNOWN;
    }
    times.sort(null);
    int last = times.size() - 1;
    return new InstallPace(times.get(last / 2), times.get(last * 9 / 10), times.size());
  }

  /** How long some devices take, so many at one time: each batch as long as its slow ones. */
  OptionalLong ms(int count, int atOnce) {
    int batches = (count + atOnce - 1) / atOnce;
    return devices == 0 ? OptionalLong.empty() : OptionalLong.of(batches * slowMs);
  }
}
