package io.vedette.edge.student;

import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.update.RunningModel;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.Slots;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One deployment's model on some of the agent's cameras. It is there as long as it has cameras; its
 * files stay for some time after.
 *
 * @param slots its installed versions
 * @param crashed the version that the last process died of, which is refused from now on
 * @param replay frames with verdicts, to learn from
 * @param round folder of the federated round that it is in
 * @param running its model and cameras
 */
record Student(
    String deployment,
    Slots slots,
    Optional<Slot> crashed,
    ReplayStore replay,
    Path round,
    RunningModel running) {}
