package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.Priority;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.machine.RunningEffect;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.store.IgniteMachineStore;
import io.vedette.cloud.store.IgniteNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a rollout of 10,000 devices costs, on an Ignite node with the commit lane. It prints the
 * figures: time of the control loop, bytes of the write-ahead log per report.
 */
@Tag("slow")
class LargeRolloutTest {

  private static final int DEVICES = Integer.getInteger("vedette.test.devices", 10_000);

  private static final List<Member.State> REPORTS =
      List.of(
          Member.State.DOWNLOADING,
          Member.State.SELF_TEST,
          Member.State.SWAPPED,
          Member.State.CONFIRMED);

  @TempDir Path directory;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicLong syncs = new AtomicLong();

  private boolean perform(
      Rollout rollout, RolloutEffect effect, RunningEffect<RolloutEvent> running) {
    if (effect instanceof RolloutEffect.Install install) {
      told.add(install.agentId());
    } else if (effect instanceof RolloutEffect.Continue) {
      running.post(new RolloutEvent.Continued(at(0)));
    }
    return true;
  }

  private final DiskListener disk =
      new DiskListener() {
        @Override
        public void onSync(Path file) {
          syncs.incrementAndGet();
        }
      };

  @Test
  void tenThousandDevicesConfirm() throws Exception {
    try (IgniteNode node = IgniteNode.open(directory, disk);
        GroupingCommitLane lane = new GroupingCommitLane(node);
        ControlLoop loop = new ControlLoop("control")) {
      MachineStore store =
          new IgniteMachineStore(node, "rollouts", changes -> lane.submit(Priority.STATE, changes));
      StateMachines<Rollout, Member, RolloutEvent, RolloutEffect> machines =
          loop.ask(
              () -> RolloutMachines.of(store, task -> loop.run("durable", task), this::perform));
      loop.every(
          java.time.Duration.ofSeconds(1),
          "a tick",
          () -> {
            machines.flush();
            machines.postUnderWay(new RolloutEvent.Ticked(at(1)));
          });
      String[] agents =
          IntStream.range(0, DEVICES)
              .mapToObj(i -> "agent-%05d".formatted(i))
              .toArray(String[]::new);
      long cpu = cpuNanos(loop);
      long before = node.logBytes();
      long began = System.nanoTime();
      loop.ask(
          () -> machines.create(n -> Scratch.rollout(agents), new RolloutEvent.Started(at(0))));
      loop.ask(machines::durable).get(60, TimeUnit.SECONDS);
      long created = System.nanoTime();
      long createdBytes = node.logBytes() - before;
      long createdCpu = cpuNanos(loop);
      for (int i = 0; i < DEVICES; i++) {
        String agent = told.poll(60, TimeUnit.SECONDS);
        for (Member.State state : REPORTS) {
          loop.run(
              "a report",
              () ->
                  machines.post(
                      "o-1", new RolloutEvent.Reported(agent, false, state, "", 12, at(2))));
        }
      }
      loop.ask(() -> true);
      loop.ask(machines::durable).get(60, TimeUnit.SECONDS);
      long ended = System.nanoTime();
      Rollout rollout = loop.ask(() -> machines.find("o-1").orElseThrow());
      long controlMs = (cpuNanos(loop) - cpu) / 1_000_000;
      System.out.printf(
          "%d devices, %d reports: created in %d ms (control %d ms, log %d kB), reports in %d ms;"
              + " control loop %d ms of processor time, log %d kB, %d bytes a report, %d syncs%n",
          DEVICES,
          DEVICES * REPORTS.size(),
          (created - began) / 1_000_000,
          (createdCpu - cpu) / 1_000_000,
          createdBytes / 1_000,
          (ended - created) / 1_000_000,
          controlMs,
          (node.logBytes() - before) / 1_000,
          (node.logBytes() - before - createdBytes) / ((long) DEVICES * REPORTS.size()),
          syncs.get());
      assertThat(rollout.phase()).isEqualTo(Rollout.Phase.DONE);
      assertThat(rollout.counts()).containsEntry(Member.State.CONFIRMED, DEVICES);
    }
  }

  private static long cpuNanos(ControlLoop loop) throws Exception {
    return loop.ask(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }
}
