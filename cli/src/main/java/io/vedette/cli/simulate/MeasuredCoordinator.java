package io.vedette.cli.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A coordinator as a process that tells what it uses. It prints "ready: PORT"; for each line of its
 * standard input it prints "figures: JSON"; it ends when its standard input ends.
 */
public final class MeasuredCoordinator {

  static final String READY = "ready: ";
  static final String FIGURES = "figures: ";

  private MeasuredCoordinator() {}

  /**
   * @param arguments the configuration file, and the delay of every sync of the disk, milliseconds
   */
  public static void main(String[] arguments) throws Exception {
    CoordinatorConfig config = ConfigFile.read(Path.of(arguments[0]), CoordinatorConfig.class);
    DiskMeter disk = new DiskMeter(Duration.ofMillis(Long.parseLong(arguments[1])));
    try (Coordinator coordinator = Coordinator.start(config, disk)) {
      System.out.println(READY + coordinator.port());
      answer(disk);
    } catch (IOException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void answer(DiskMeter disk) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (questions.readLine() != null) {
      System.out.println(FIGURES + json.writeValueAsString(figures(disk)));
    }
  }

  private static CoordinatorFigures figures(DiskMeter disk) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Runtime memory = Runtime.getRuntime();
    double collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return new CoordinatorFigures(
        system.getProcessCpuTime() / 1e9,
        ProcessorTime.byThread(),
        SimulatorMemory.ofThis(),
        (memory.totalMemory() - memory.freeMemory()) / 1048576.0,
        collecting / 1e3,
        disk.syncs(),
        disk.writtenBytes());
  }
}
