package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fleet on its way to a version.
 *
 * <p>Thin: the devices are part of the state, so every report rewrites them all. That is quick for
 * hundreds; thousands want a table of their own.
 *
 * @param previous where devices go back to; null when the fleet had no version
 * @param pausedFrom the phase that a resume returns to; null unless paused
 * @param startedMs milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param why it went back, was paused or aborted
 */
public record Rollout(
    String id,
    VersionId version,
    @Nullable VersionId previous,
    Phase phase,
    @Nullable Phase pausedFrom,
    long startedMs,
    long endedMs,
    List<Member> members,
    String why) {

  /** Where a rollout is. */
  public enum Phase {
    CANARY,
    WAVES,
    PAUSED,
    DONE,
    ROLLING_BACK,
    ROLLED_BACK,
    ABORTED
  }

  public Rollout {
    members = List.copyOf(members);
  }

  /** A rollout to devices by name; the first is the canary. */
  public static Rollout starting(
      String id, VersionId version, @Nullable VersionId previous, List<String> agents, long nowMs) {
    List<Member> members = new ArrayList<>();
    for (String agent : agents) {
      members.add(Member.waiting(agent, members.isEmpty() ? 0 : 1));
    }
    return new Rollout(id, version, previous, Phase.CANARY, null, nowMs, 0, members, "");
  }

  public Optional<Member> member(String agentId) {
    return members.stream().filter(m -> m.agentId().equals(agentId)).findFirst();
  }

  /** Neither done, gone back nor aborted. */
  public boolean underWay() {
    return phase == Phase.CANARY
        || phase == Phase.WAVES
        || phase == Phase.PAUSED
        || phase == Phase.ROLLING_BACK;
  }

  Rollout map(UnaryOperator<Member> change) {
    return with(members.stream().map(change).toList());
  }

  Rollout change(String agentId, UnaryOperator<Member> change) {
    return map(m -> m.agentId().equals(agentId) ? change.apply(m) : m);
  }

  Rollout plus(Member member) {
    List<Member> more = new ArrayList<>(members);
    more.add(member);
    return with(more);
  }

  private Rollout with(List<Member> changed) {
    return new Rollout(id, version, previous, phase, pausedFrom, startedMs, endedMs, changed, why);
  }

  /** A pause remembers the phase that it came from. */
  Rollout in(Phase next) {
    Phase from = next == Phase.PAUSED ? phase : null;
    return new Rollout(id, version, previous, next, from, startedMs, endedMs, members, why);
  }

  Rollout because(String reason) {
    return new Rollout(
        id, version, previous, phase, pausedFrom, startedMs, endedMs, members, reason);
  }

  Rollout ended(EventTime now) {
    return new Rollout(
        id, version, previous, phase, pausedFrom, startedMs, now.wallMs(), members, why);
  }
}
