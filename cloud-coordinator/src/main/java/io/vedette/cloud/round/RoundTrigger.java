package io.vedette.cloud.round;

/**
 * Whether a round is due.
 *
 * @param newVerdicts since the last round opened
 * @param readyAgents online, with enough examples
 * @param sinceLastMs since the last round opened
 * @param busy a round or a rollout is under way
 * @param waiting the {@link RoundPace} lets none open yet
 * @param urgent one opens as soon as agents can take part
 */
record RoundTrigger(
    long newVerdicts,
    int readyAgents,
    long sinceLastMs,
    boolean busy,
    boolean waiting,
    boolean urgent) {

  boolean due(RoundConfig config) {
    return !config.manual()
        && !busy
        && readyAgents >= config.minAgents()
        && (urgent || dueAsUsual(config));
  }

  private boolean dueAsUsual(RoundConfig config) {
    return !waiting
        && newVerdicts >= config.newVerdicts()
        && sinceLastMs >= config.minInterval().toMillis();
  }
}
