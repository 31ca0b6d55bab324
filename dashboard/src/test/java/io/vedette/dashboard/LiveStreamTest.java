package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream as a page hears it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveStreamTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private RecordedCoordinator coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws IOException {
    coordinator = RecordedCoordinator.showing(Story.at(0));
    dashboard = Dashboard.start(DashboardConfig.loopback(coordinator.endpoint(), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.close();
  }

  @Test
  void beginsWithEverythingAndGoesOnWithWhatChanged() throws Exception {
    try (Page page = new Page()) {
      String snapshot = page.await("snapshot");
      assertThat(snapshot).contains("\"r-3\"").contains("\"events\":[");

      StoryState later = coordinator.shown();
      later.base.getEscalationsBuilder().setAccepted(9999);
      coordinator.show(later);
      assertThat(page.await("change"))
          .isEqualTo(
              "{\"escalations\":{\"accepted\":9999,\"answered\":1279,\"waiting\":5,\"rejected\":0,"
                  + "\"bytes\":73400000,\"audits\":212,\"heldOut\":257}}");
    }
  }

  @Test
  void manyPagesShareOneWatch() throws Exception {
    try (Page first = new Page();
        Page second = new Page()) {
      first.await("snapshot");
      second.await("snapshot");
      assertThat(coordinator.watchers()).isEqualTo(1);
      coordinator.show(Story.at(5));
      assertThat(first.await("change")).contains("1289");
      assertThat(second.await("change")).contains("1289");
    }
  }

  @Test
  void aFollowedListBeginsWithItsPageAndGoesOnWithChangedRows() throws Exception {
    try (Page page = new Page("?list=" + encoded("ListDevices?states=online&pageSize=50"))) {
      assertThat(page.await("list"))
          .startsWith(
              "{\"list\":\"ListDevices?states=online&pageSize=50\",\"whole\":true,\"places\":[],"
                  + "\"rows\":\"devices\",\"page\":{\"devices\":[{\"agentId\":\"line-1\"")
          .contains("line-3");
      StoryState later = coordinator.shown();
      later.devices.set(
          0,
          later.devices.get(0).toBuilder()
              .setSummary(later.devices.get(0).getSummary().toBuilder().setFps(77))
              .build());
      coordinator.show(later);
      assertThat(page.await("list"))
          .contains("\"whole\":false,\"places\":[0]")
          .contains("\"fps\":77")
          .doesNotContain("line-3");
    }
  }

  /**
   * A page of a fleet that grows all the time: it is sent again and again, but not faster than 50
   * kB a second. A slow machine sends less.
   */
  @Test
  void anOpenFleetPageGetsLessThan50kBPerSecond() throws Exception {
    coordinator.show(Story.large(500));
    Thread changes =
        new Thread(
            () -> {
              for (int devices = 501; !Thread.interrupted(); devices++) {
                coordinator.show(Story.large(devices));
                LockSupport.parkNanos(20_000_000);
              }
            });
    try (Page page = new Page("?list=" + encoded("ListDevices?pageSize=50"))) {
      page.await("list");
      changes.start();
      long begun = System.nanoTime();
      long bytes = 0;
      for (int pages = 0; pages < 6; pages++) {
        bytes += page.await("list").length();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      assertThat(bytes).as("six whole pages").isGreaterThan(60_000);
      assertThat(bytes / seconds).as("%d bytes in %.1f s", bytes, seconds).isLessThan(50_000);
    } finally {
      changes.interrupt();
      changes.join();
    }
  }

  @Test
  void aListThatIsNoneOrCannotBeReadSaysWhyAndTheStreamGoesOn() throws Exception {
    String lists = "?list=ListFish&list=" + encoded("ListDevices?states=asleep");
    try (Page page = new Page(lists)) {
      assertThat(page.await("list"))
          .isEqualTo("{\"list\":\"ListFish\",\"failure\":\"ListFish is no list\"}");
      assertThat(page.await("list")).contains("\"failure\":\"'states' cannot be 'asleep'\"");
      page.await("snapshot");
    }
  }

  private static String encoded(String list) {
    return URLEncoder.encode(list, StandardCharsets.UTF_8);
  }

  @Test
  void coordinatorThatGoesIsSaidAndASnapshotFollowsItsReturn() throws Exception {
    try (Page page = new Page()) {
      page.await("snapshot");
      int port = coordinator.endpoint().port();
      coordinator.close();
      assertThat(page.await("link")).contains("\"up\":false");
      coordinator = new RecordedCoordinator(Story.at(7), port);
      assertThat(page.await("snapshot")).contains("1291");
    }
  }

  /** One page's stream. */
  private final class Page implements AutoCloseable {

    private final BufferedReader lines;

    Page() throws Exception {
      this("");
    }

    Page(String lists) throws Exception {
      var stream =
          http.send(
              HttpRequest.newBuilder(URI.create(dashboard.address() + "api/live" + lists)).build(),
              BodyHandlers.ofInputStream());
      assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event of that name. */
    String await(String name) throws IOException {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.equals("event: " + name)) {
          String data = lines.readLine().substring("data: ".length());
          if (!name.equals("link")
              || data.contains("\"up\":false") && !data.contains("\"why\":\"\"")) {
            return data;
          }
        }
      }
      throw new AssertionError("the stream ended before " + name);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
