package io.vedette.cloud.operations;

import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.disk.DiskRoom;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.store.IgniteNode;
import java.util.Map;

/**
 * What the figures of a coordinator are read from.
 *
 * @param maxWaiting frames that may wait for a teacher
 * @param controllers control loops by name
 */
public record CoordinatorParts(
    FigureReader figures,
    EscalationQueries escalations,
    int maxWaiting,
    GroupingCommitLane lane,
    Fleet fleet,
    EventFeed feed,
    Map<String, ControlLoop> controllers,
    DiskRoom room,
    IgniteNode node) {}
