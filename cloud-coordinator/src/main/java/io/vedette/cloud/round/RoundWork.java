package io.vedette.cloud.round;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.RunningEffect;
import io.vedette.cloud.round.Round.Phase;
import io.vedette.registry.manifest.Artifact;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Performs what {@link RoundStateMachine} asks for. An effect may come late, after a failure or a
 * restart: what the round no longer wants is left out. For the control loop only.
 */
final class RoundWork {

  private final RoundInvitations invitations;
  private final RoundAggregation aggregation;
  private final Supplier<@Nullable Artifact> state;
  private final Consumer<Round> offer;
  private final ActiveTime time;
  private final EventFeed feed;

  /**
   * @param state what the strategy of aggregation kept of the newest student; null: nothing
   * @param offer takes a round whose student may be distilled
   */
  RoundWork(
      RoundInvitations invitations,
      RoundAggregation aggregation,
      Supplier<@Nullable Artifact> state,
      Consumer<Round> offer,
      ActiveTime time,
      EventFeed feed) {
    this.invitations = invitations;
    this.aggregation = aggregation;
    this.state = state;
    this.offer = offer;
    this.time = time;
    this.feed = feed;
  }

  boolean perform(Round round, RoundEffect effect, RunningEffect<RoundEvent> running) {
    if (effect instanceof RoundEffect.Invite invite) {
      invite(round, invite.agentId());
    } else if (effect instanceof RoundEffect.Withdraw withdraw) {
      String command = Rounds.commandId(round.id(), withdraw.agentId());
      invitations.withdraw(withdraw.agentId(), command, withdraw.why());
    } else if (effect instanceof RoundEffect.Aggregate && round.phase() == Phase.AGGREGATING) {
      aggregation.aggregate(round, state.get(), running::result);
      return false;
    } else if (effect instanceof RoundEffect.StopAggregating) {
      aggregation.stop(round.id());
    } else if (effect instanceof RoundEffect.OfferStudent) {
      offer.accept(round);
    } else if (effect instanceof RoundEffect.AnnounceEnd) {
      announceEnd(round);
    } else if (effect instanceof RoundEffect.Announce announce) {
      feed.info(Subject.of("round", round.id()), round.id() + " " + announce.text());
    } else if (effect instanceof RoundEffect.Continue) {
      running.post(new RoundEvent.Continued(time.now()));
    }
    return true;
  }

  private void invite(Round round, String agentId) {
    if (round.phase() == Phase.OPEN
        && round.participant(agentId).filter(p -> !p.ended()).isPresent()) {
      invitations.send(round, agentId, Rounds.commandId(round.id(), agentId));
    }
  }

  private void announceEnd(Round round) {
    if (round.phase() == Phase.FAILED) {
      String how = round.why().startsWith("cancelled") ? " was " : " failed: ";
      feed.warning(Subject.of("round", round.id()), round.id() + how + round.why());
    } else {
      String note = round.why().isEmpty() ? "" : " (" + round.why() + ")";
      int late = round.lateOnes().size();
      AggregateRecord how = round.record();
      feed.info(
          Subject.of("round", round.id()),
          round.id()
              + " aggregated "
              + (round.updates() - late)
              + " updates"
              + (late == 0 ? "" : " and " + late + " late ones")
              + (how == null || how.count() == round.updates() ? "" : "; used are " + how.count())
              + note);
    }
  }
}
