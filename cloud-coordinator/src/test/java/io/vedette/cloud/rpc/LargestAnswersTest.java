package io.vedette.cloud.rpc;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Message;
import io.vedette.cloud.Scratch;
import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.CameraAssigner;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.fleet.DeviceTags;
import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.InMemoryDeviceStore;
import io.vedette.cloud.fleet.ReportedEscalation;
import io.vedette.cloud.fleet.SnapshotSubscriptions;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.DesiredVersion;
import io.vedette.proto.v1.DeviceSort;
import io.vedette.proto.v1.DeviceState;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.EventList;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.Management;
import io.vedette.proto.v1.MemberCounts;
import io.vedette.wire.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer is larger than 256 KiB, whatever the fleet, and no page hides a device. */
class LargestAnswersTest {

  private static final int MOST_BYTES = 256 << 10;
  private static final int DEVICES = 100_000;

  /** As long as the wire allows the texts of devices. */
  private static final String LONG = "x".repeat(1_000);

  private static final ServiceDescriptor SERVICE =
      Management.getDescriptor().findServiceByName("ManagementService");

  private static final ControlLoop LOOP = new ControlLoop("test");
  private static final Map<String, Callable<Message>> ANSWERS = LargestAnswers.all();

  @AfterAll
  static void close() {
    LOOP.close();
  }

  private static DevicePages devices(int count, String text, int cameras) {
    return pages(IntStream.range(0, count).mapToObj(i -> device(i, text, cameras)).toList());
  }

  static DevicePages pages(List<Device> devices) {
    InMemoryDeviceStore store = new InMemoryDeviceStore();
    store.write(devices, List.of());
    EventFeed feed = new EventFeed(InstantSource.system());
    Fleet fleet =
        new Fleet(FleetConfig.defaults(), CameraAssigner.all("default"), store, feed, at(0));
    DeviceManagement management =
        new DeviceManagement(
            LOOP,
            fleet,
            new SnapshotSubscriptions(fleet),
            new ActiveTime(InstantSource.system(), Duration.ofSeconds(1)),
            id -> {},
            id -> {});
    return new DevicePages(
        management,
        id -> false,
        new AuditCounts(),
        id -> Map.of("default", new DesiredVersion(Scratch.V1, "rollout o-1", true)));
  }

  static Device device(int number, String text, int cameras) {
    List<Heartbeat.CameraStatus> all =
        IntStream.range(0, cameras)
            .mapToObj(
                i ->
                    new Heartbeat.CameraStatus(
                        "camera-" + i, "failed", text, number % 97, 9, 1, 0, 20, 30, 0))
            .toList();
    return new Device(
        "agent-" + number,
        "linux" + text.substring(0, Math.min(200, text.length())),
        "0.1",
        List.of(new DeviceCamera("line", DeviceTags.NONE)),
        number % 10 == 0 ? Device.State.AWAY : Device.State.ONLINE,
        number,
        List.of(),
        new Heartbeat(
            5,
            all,
            new Heartbeat.EscalationStatus(number, 2, 3, 4, 5, 6, 7, 8, 0.5, 9, 10, 11, 12),
            List.of(
                new StudentStatus(
                    "default",
                    List.of("line"),
                    Scratch.V2,
                    "int8",
                    "d".repeat(64),
                    17,
                    text,
                    null,
                    new ReportedEscalation(
                        new EscalationTerms(
                            "p".repeat(64), 1e9, 30.5, 600.5, 0.03, 0.3, 1.5, 90, "f".repeat(64)),
                        "deployment",
                        text.length() > 512 ? text.substring(0, 512) : text),
                    null))),
        text.isEmpty()
            ? new DeviceTags(Tags.NONE, new Tags(Map.of("site", "s" + number % 4)))
            : new DeviceTags(most("own"), most("operator")),
        new Assignment(Map.of("default", List.of("line"))));
  }

  /** As many and as long tags as possible. */
  private static Tags most(String prefix) {
    return new Tags(
        IntStream.range(0, 32)
            .mapToObj(i -> prefix + i + "x".repeat(63 - (prefix + i).length()))
            .collect(Collectors.toMap(key -> key, key -> "v".repeat(63))));
  }

  private static void assertSmall(Message answer) {
    assertThat(answer.getSerializedSize())
        .as(answer.getDescriptorForType().getName())
        .isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void pagesOfAHundredThousandDevicesAreSmall() {
    DevicePages pages = devices(DEVICES, "", 1);
    for (DeviceSort sort :
        List.of(DeviceSort.DEVICE_SORT_UNSPECIFIED, DeviceSort.DEVICE_SORT_FPS)) {
      ListDevicesResponse page =
          pages.list(ListDevicesRequest.newBuilder().setPageSize(100).setSort(sort).build());
      assertSmall(page);
      assertThat(page.getDevicesCount()).isEqualTo(100);
      assertThat(page.getTotal()).isEqualTo(DEVICES);
      assertThat(page.getNextPageToken()).isNotEmpty();
    }
  }

  @Test
  void longTextsMakeAPageShorterAndHideNoDevice() {
    DevicePages pages = devices(300, LONG, 4);
    ListDevicesRequest.Builder request =
        ListDevicesRequest.newBuilder()
            .setPageSize(100)
            .setSort(DeviceSort.DEVICE_SORT_FPS)
            .setDescending(true);
    List<DeviceSummary> all = new ArrayList<>();
    int pagesRead = 0;
    do {
      ListDevicesResponse page = pages.list(request.build());
      assertSmall(page);
      all.addAll(page.getDevicesList());
      request.setPageToken(page.getNextPageToken());
      pagesRead++;
    } while (!request.getPageToken().isEmpty());

    assertThat(pagesRead).isGreaterThan(3);
    Set<String> ids = new HashSet<>();
    all.forEach(d -> ids.add(d.getAgentId()));
    assertThat(all).hasSize(300);
    assertThat(ids).hasSize(300);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).getFps()).isLessThanOrEqualTo(all.get(i - 1).getFps());
    }
  }

  @Test
  void filtersPickByStateTextVersionTagsAndAttention() {
    DevicePages pages = devices(100, "", 0);
    ListDevicesRequest away =
        ListDevicesRequest.newBuilder().addStates(DeviceState.DEVICE_STATE_AWAY).build();
    assertThat(pages.list(away).getTotal()).isEqualTo(10);
    assertThat(pages.list(ListDevicesRequest.newBuilder().setText("AGENT-1").build()).getTotal())
        .isEqualTo(11);
    assertThat(
            pages.list(ListDevicesRequest.newBuilder().setVersion("student:2").build()).getTotal())
        .isEqualTo(100);
    assertThat(
            pages.list(ListDevicesRequest.newBuilder().setVersion("student:1").build()).getTotal())
        .isZero();
    assertThat(
            pages.list(ListDevicesRequest.newBuilder().setSelector("site=s1").build()).getTotal())
        .isEqualTo(25);
    assertThatThrownBy(() -> pages.list(ListDevicesRequest.newBuilder().setSelector("=").build()))
        .hasMessageStartingWith("INVALID_ARGUMENT: selector '=' has an empty term");
    // every one has lost frames to a full outbox
    assertThat(pages.list(ListDevicesRequest.newBuilder().setAttention(true).build()).getTotal())
        .isEqualTo(100);
  }

  /** Equal ones by name, whichever way the order goes. */
  @Test
  void thoseThatAreAwayOrInTroubleComeFirst() {
    DevicePages pages =
        pages(List.of(device(1, "", 0), device(20, "", 0), device(3, "", 1), device(10, "", 0)));
    assertThat(ids(pages, DeviceSort.DEVICE_SORT_ATTENTION, true))
        .containsExactly("agent-10", "agent-20", "agent-1", "agent-3");
    assertThat(ids(pages, DeviceSort.DEVICE_SORT_STATE, false))
        .containsExactly("agent-1", "agent-3", "agent-10", "agent-20");
    assertThat(ids(pages, DeviceSort.DEVICE_SORT_UNSPECIFIED, true))
        .containsExactly("agent-3", "agent-20", "agent-10", "agent-1");
  }

  private static List<String> ids(DevicePages pages, DeviceSort sort, boolean descending) {
    return pages
        .list(ListDevicesRequest.newBuilder().setSort(sort).setDescending(descending).build())
        .getDevicesList()
        .stream()
        .map(DeviceSummary::getAgentId)
        .toList();
  }

  @Test
  void textsAreFoundInUpperOrLowerCase() {
    assertThat(Texts.contain("", "anything")).isTrue();
    assertThat(Texts.contain("LINE-1", "o-3", "line-12")).isTrue();
    assertThat(Texts.contain("line-2", "o-3", "line-12")).isFalse();
  }

  @Test
  void theSummaryCountsTheMembersOfARollout() {
    MemberCounts members = SummaryMapper.write(LargestAnswers.summary()).getRollout().getMembers();
    assertThat(members.getTotal()).isEqualTo(10_000);
    assertThat(members.getWaiting()).isEqualTo(10_000);
  }

  static List<String> calls() {
    return SERVICE.getMethods().stream().map(MethodDescriptor::getName).toList();
  }

  /** A call without a case here fails. */
  @ParameterizedTest
  @MethodSource("calls")
  void theLargestAnswerIsSmall(String call) throws Exception {
    assertThat(ANSWERS).containsKey(call);
    Message answer = ANSWERS.get(call).call();
    assertThat(answer.getDescriptorForType())
        .isEqualTo(SERVICE.findMethodByName(call).getOutputType());
    assertSmall(answer);
  }

  @Test
  void anAnswerThatIsTooLargeIsNotSent() {
    EventList list =
        EventList.newBuilder()
            .addAllEvents(
                Collections.nCopies(
                    300, EventReport.newBuilder().setLabel("l".repeat(1_000)).build()))
            .build();
    assertThatThrownBy(() -> Paging.bounded(list))
        .hasMessage("RESOURCE_EXHAUSTED: an answer of 301800 bytes; at most 262144 are sent");
  }
}
