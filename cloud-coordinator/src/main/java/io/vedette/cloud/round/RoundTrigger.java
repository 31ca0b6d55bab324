package io.vedette.cloud.round;

/**
 * Whether a round is due.
 *
 * @param newVerdicts since the last round opened
 * @param readyAgents online, with enough examples
 * @param sinceLastMs since the last round opened
 * @param busy a round or a rollout is under way
 */
record RoundTrigger(long newVerdicts, int readyAgents, long sinceLastMs, boolean busy) {

  boolean due(RoundConfig config) {
    return !config.manual()
        && !busy
        && newVerdicts >= config.newVerdicts()
        && readyAgents >= config.minAgents()
        && sinceLastMs >= config.minInterval().toMillis();
  }
}
