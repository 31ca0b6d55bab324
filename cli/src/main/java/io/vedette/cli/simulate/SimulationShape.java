package io.vedette.cli.simulate;

import java.time.Duration;

/**
 * What the simulated agents are like.
 *
 * @param agents how many
 * @param connections that they have, each with its own socket and TLS session; fewer than agents
 *     only where the coordinator is open
 * @param cameras of each agent, in its heartbeats
 * @param installTime mean time that an install takes
 * @param trainingTime mean time that a part of a round takes
 * @param keepVerdicts whether the ledger remembers every verdict, so that a changed one is noticed
 * @param seed of all random numbers
 */
record SimulationShape(
    int agents,
    int connections,
    int cameras,
    Duration installTime,
    Duration trainingTime,
    boolean keepVerdicts,
    long seed) {}
