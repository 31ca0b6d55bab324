package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Rows;
import io.vedette.registry.manifest.VersionId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fleet on its way to a version: a header, and a row for each member.
 *
 * @param previous where devices go back to; null when the fleet had no version
 * @param pausedFrom the phase that a resume returns to; null unless paused
 * @param startedMs milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param members rows; left out of memory some time after the end
 * @param clockFromMs no deadline began earlier, active time: when it was resumed last
 * @param dueMs no member is overdue before, active time
 * @param more a step took as many members as it may, and the next goes on
 * @param why it went back, was paused or aborted
 * @param bake the latest; null before the first
 */
public record Rollout(
    String id,
    VersionId version,
    @Nullable VersionId previous,
    Phase phase,
    @Nullable Phase pausedFrom,
    long startedMs,
    long endedMs,
    Rows<Member> members,
    long clockFromMs,
    long dueMs,
    boolean more,
    String why,
    @Nullable Bake bake) {

  /** Where a rollout is. */
  public enum Phase {
    CANARY,
    /** The canary has the version, and it is looked at what it does. */
    CANARY_BAKE,
    WAVES,
    /** All devices have the version, and it is looked at what they do. */
    FINAL_BAKE,
    /** Too little was seen to judge the version: a person decides. */
    UNDECIDED,
    PAUSED,
    DONE,
    ROLLING_BACK,
    ROLLED_BACK,
    ABORTED
  }

  /** A rollout to devices that wait. */
  public static Rollout starting(
      String id,
      VersionId version,
      @Nullable VersionId previous,
      List<Member> members,
      long nowMs) {
    return new Rollout(
        id,
        version,
        previous,
        Phase.CANARY,
        null,
        nowMs,
        0,
        Rows.of(members),
        0,
        0,
        false,
        "",
        null);
  }

  public Optional<Member> member(String agentId) {
    return members.find(agentId);
  }

  /** How many members are how far, those that were left out of memory too. */
  public Map<Member.State, Integer> counts() {
    Map<Member.State, Integer> counts = new EnumMap<>(Member.State.class);
    members
        .counts()
        .forEach(
            (group, count) -> {
              String state = group.replaceFirst("^(canary|wave-[0-9]+) ", "").split(" ", 2)[0];
              counts.merge(Member.State.valueOf(state), count, Integer::sum);
            });
    return counts;
  }

  /** Neither done, gone back nor aborted. */
  public boolean underWay() {
    return phase == Phase.CANARY
        || phase == Phase.WAVES
        || phase == Phase.UNDECIDED
        || bakes()
        || phase == Phase.PAUSED
        || phase == Phase.ROLLING_BACK;
  }

  /** The version is judged, and may go on without a person. */
  boolean bakes() {
    return phase == Phase.CANARY_BAKE || phase == Phase.FINAL_BAKE;
  }

  Rollout change(String agentId, UnaryOperator<Member> change) {
    return with(members.change(agentId, change));
  }

  Rollout with(Member member) {
    return with(members.with(member));
  }

  Rollout with(Rows<Member> changed) {
    return new Rollout(
        id,
        version,
        previous,
        phase,
        pausedFrom,
        startedMs,
        endedMs,
        changed,
        clockFromMs,
        dueMs,
        more,
        why,
        bake);
  }

  private Rollout with(Phase next, @Nullable Phase from, long endMs, String reason) {
    return new Rollout(
        id,
        version,
        previous,
        next,
        from,
        startedMs,
        endMs,
        members,
        clockFromMs,
        dueMs,
        more,
        reason,
        bake);
  }

  private Rollout with(long fromMs, long nextDueMs, boolean left) {
    return new Rollout(
        id,
        version,
        previous,
        phase,
        pausedFrom,
        startedMs,
        endedMs,
        members,
        fromMs,
        nextDueMs,
        left,
        why,
        bake);
  }

  /** A pause remembers the phase that it came from. */
  Rollout in(Phase next) {
    return with(next, next == Phase.PAUSED ? phase : null, endedMs, why);
  }

  Rollout because(String reason) {
    return with(phase, pausedFrom, endedMs, reason);
  }

  Rollout ended(EventTime now) {
    return with(phase, pausedFrom, now.wallMs(), why);
  }

  Rollout bake(Bake next) {
    return new Rollout(
        id,
        version,
        previous,
        phase,
        pausedFrom,
        startedMs,
        endedMs,
        members,
        clockFromMs,
        dueMs,
        more,
        why,
        next);
  }

  /** What was before does not count against any member. */
  Rollout clockFrom(EventTime now) {
    return with(now.activeMs(), 0, more);
  }

  /** No member is overdue before, active time. */
  Rollout due(long ms) {
    return with(clockFromMs, ms, more);
  }

  Rollout more(boolean left) {
    return with(clockFromMs, dueMs, left);
  }
}
