package io.vedette.edge.link;

import io.vedette.edge.event.EventHandler;
import io.vedette.edge.status.AgentStatus;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an agent that a session talks to. Each call must return at once.
 *
 * @param status read for every heartbeat
 * @param signingKey gets the registry's public key, X.509, when a session begins
 * @param commands carries out what the coordinator says
 * @param cameras carries out what it wants of cameras
 * @param snapshots sends pictures while somebody watches
 * @param events gives events to deliver; null: there are none
 */
public record SessionHandlers(
    Supplier<AgentStatus> status,
    Consumer<byte[]> signingKey,
    CommandHandler commands,
    CameraOrderHandler cameras,
    SnapshotSender snapshots,
    @Nullable EventHandler events) {}
