package io.vedette.cloud.rollout;

import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout would do.
 *
 * @param previous what devices go back to; null: nothing
 * @param waves the canary first
 * @param config the rules that it would go by
 * @param pace of the newest rollouts
 */
public record RolloutPlan(
    VersionId version,
    @Nullable VersionId previous,
    List<Wave> waves,
    RolloutConfig config,
    InstallPace pace) {

  /** Of a wave so many devices are named. */
  static final int NAMED = 20;

  /**
   * @param number 0 is the canary
   * @param mayFail so many of them; one more, and those that moved go back
   * @param named the first by name
   */
  public record Wave(int number, int devices, int mayFail, List<String> named) {}

  static RolloutPlan of(
      VersionId version,
      @Nullable VersionId previous,
      List<Member> members,
      RolloutConfig config,
      InstallPace pace) {
    List<Wave> waves = new ArrayList<>();
    int last = members.stream().mapToInt(Member::wave).max().orElse(-1);
    for (int wave = 0; wave <= last; wave++) {
      int number = wave;
      List<String> devices =
          members.stream().filter(m -> m.wave() == number).map(Member::agentId).sorted().toList();
      int mayFail = WavePlan.mayFail(wave, devices.size(), config.failures());
      List<String> named = devices.subList(0, Math.min(NAMED, devices.size()));
      waves.add(new Wave(wave, devices.size(), mayFail, named));
    }
    return new RolloutPlan(version, previous, List.copyOf(waves), config, pace);
  }

  /** How long it takes when all goes well, milliseconds; empty: no device was measured yet. */
  public OptionalLong expectedMs() {
    long sum = 0;
    for (Wave wave : waves) {
      OptionalLong time = pace.ms(wave.devices(), config.atOnce());
      if (time.isEmpty()) {
        return time;
      }
      sum += time.getAsLong();
    }
    int bakes = Math.min(2, waves.size());
    return OptionalLong.of(sum + bakes * config.bake().time().toMillis());
  }

  /** After so long it is over or waits for a person, milliseconds: every deadline is used up. */
  public long mostMs() {
    long sum = 0;
    for (Wave wave : waves) {
      long batches = (wave.devices() + config.atOnce() - 1) / config.atOnce();
      sum += batches * config.deviceDeadline().toMillis();
    }
    boolean judged = !config.bake().time().isZero();
    return sum + (judged ? Math.min(2, waves.size()) * config.bake().limit().toMillis() : 0);
  }
}
