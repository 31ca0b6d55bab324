package io.vedette.cli.simulate;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.Backoff;
import io.vedette.wire.Endpoint;
import io.vedette.wire.identity.EnrolledKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many agents and one teacher, over real connections. Each has a certificate of its own and so a
 * connection of its own; at a coordinator that is open, agents share connections. They share two
 * threads for the network and one for their timers; the teacher has its own of each, so that its
 * processor time can be told apart.
 */
public final class SimulatedFleet implements AutoCloseable {

  private static final int NETWORK_THREADS = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final NioEventLoopGroup network = threads("agents-io", NETWORK_THREADS);
  private final NioEventLoopGroup teacherNetwork = threads("teacher-io", 1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("agents-timer", true));
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<SimulatedSession> sessions = new ArrayList<>();
  private final Map<String, SimulatedEscalations> escalations = new TreeMap<>();
  private final FleetMeter meter;
  private final SimulatedUpdates updates;
  private final SimulatedTeacher teacher;

  /**
   * Makes the agents, and enrolls them where the coordinator is dialled with a token; none of them
   * connects yet.
   *
   * @param ledger remembers what was promised; null: nobody does
   * @param installed what every agent says it runs; null: nothing that the registry knows
   * @throws IOException in one line: they cannot enroll
   */
  SimulatedFleet(
      Endpoint coordinator,
      SimulationShape shape,
      JpegFrames frames,
      FleetMeter meter,
      @Nullable FrameLedger ledger,
      @Nullable VersionRef installed)
      throws IOException {
    this.meter = meter;
    this.updates = new SimulatedUpdates(meter);
    dial(coordinator, shape);
    Random seeds = new Random(shape.seed());
    for (int i = 0; i < shape.agents(); i++) {
      String id = id(i);
      ManagedChannel channel = channels.get(i % channels.size());
      Random random = new Random(seeds.nextLong());
      sessions.add(
          new SimulatedSession(
              id, channel, shape, meter, updates, installed, timer, backoff(random), random));
      escalations.put(
          id,
          new SimulatedEscalations(
              id, channel, frames, meter, ledger, timer, backoff(random), random));
    }
    ManagedChannel teachers = channels.get(channels.size() - 1);
    teacher = new SimulatedTeacher(teachers, ledger, timer, backoff(new Random(shape.seed())));
  }

  private static NioEventLoopGroup threads(String name, int count) {
    return new NioEventLoopGroup(count, new DefaultThreadFactory(name, true));
  }

  private static String id(int number) {
    return "sim-%05d".formatted(number + 1);
  }

  /** The channels of the agents, and that of the teacher last. */
  private void dial(Endpoint coordinator, SimulationShape shape) throws IOException {
    if (coordinator.tokenFile() == null) {
      for (int i = 0; i < shape.connections(); i++) {
        channels.add(dial(coordinator.channel(), network));
      }
      channels.add(dial(coordinator.channel(), teacherNetwork));
      return;
    }
    try (SimulatedIdentities identities = new SimulatedIdentities(coordinator)) {
      List<String> ids = IntStream.range(0, shape.agents()).mapToObj(SimulatedFleet::id).toList();
      for (EnrolledKey device : identities.devices(ids)) {
        channels.add(dial(known(coordinator, device), network));
      }
      channels.add(
          dial(known(coordinator, identities.teacher(SimulatedTeacher.ID)), teacherNetwork));
    }
  }

  private static NettyChannelBuilder known(Endpoint coordinator, EnrolledKey identity)
      throws IOException {
    return Endpoint.plain(coordinator.host(), coordinator.port())
        .channel()
        .useTransportSecurity()
        .sslContext(identity.tls());
  }

  private static ManagedChannel dial(NettyChannelBuilder channel, NioEventLoopGroup network) {
    return channel
        .eventLoopGroup(network)
        .channelType(NioSocketChannel.class)
        .directExecutor()
        .build();
  }

  private static Backoff backoff(Random random) {
    return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
  }

  /** Connects the teacher, then the agents at a rate. */
  void connect(double perSecond) throws InterruptedException {
    teacher.open();
    List<SimulatedEscalations> frames = agents();
    long start = System.nanoTime();
    for (int i = 0; i < sessions.size(); i++) {
      sessions.get(i).open();
      frames.get(i).open();
      long ahead = (long) ((i + 1) * 1e9 / perSecond) - (System.nanoTime() - start);
      if (ahead > 2_000_000) {
        TimeUnit.NANOSECONDS.sleep(ahead);
      }
    }
  }

  /**
   * Waits until every agent has an acknowledged heartbeat.
   *
   * @return false when that took too long
   */
  boolean awaitOnline(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (meter.online.get() < sessions.size()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  /** Dials lost connections now: the coordinator is known to be back. */
  void dialNow() {
    channels.forEach(ManagedChannel::resetConnectBackoff);
  }

  List<SimulatedEscalations> agents() {
    return List.copyOf(escalations.values());
  }

  SimulatedEscalations agent(String id) {
    SimulatedEscalations agent = escalations.get(id);
    if (agent == null) {
      throw new IllegalArgumentException("no agent " + id);
    }
    return agent;
  }

  SimulatedUpdates updates() {
    return updates;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    sessions.forEach(SimulatedStream::close);
    escalations.values().forEach(SimulatedStream::close);
    teacher.close();
    channels.forEach(ManagedChannel::shutdownNow);
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    teacherNetwork.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
