package io.vedette.cloud.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What somebody lacks who knows an earlier revision of a page. */
class FollowedPageTest {

  private static final FieldDescriptor DEVICES =
      FollowedPage.list(
          GetListChangesRequest.newBuilder()
              .setDevices(ListDevicesRequest.getDefaultInstance())
              .build());

  private static ListDevicesResponse page(String... rows) {
    return ListDevicesResponse.newBuilder()
        .addAllDevices(
            Arrays.stream(rows)
                .map(
                    row ->
                        DeviceSummary.newBuilder()
                            .setAgentId(row.substring(0, 1))
                            .setFps(Integer.parseInt(row.substring(1)))
                            .build())
                .toList())
        .setTotal(rows.length)
        .build();
  }

  @Test
  void whoHasNothingGetsTheWholePage() {
    ListChanges changes = FollowedPage.first(page("a1", "b1"), 7).since(0, DEVICES);
    assertThat(changes.getWhole()).isTrue();
    assertThat(changes.getRevision()).isEqualTo(7);
    assertThat(changes.getDevices()).isEqualTo(page("a1", "b1"));
  }

  @Test
  void theRowsThatChangedSinceARevisionAreThereWithTheirPlaces() {
    FollowedPage now =
        FollowedPage.first(page("a1", "b1", "c1"), 7)
            .next(page("a2", "b1", "c1"), 8)
            .next(page("a2", "b1", "c2"), 9);
    ListChanges sinceFirst = now.since(7, DEVICES);
    assertThat(sinceFirst.getWhole()).isFalse();
    assertThat(sinceFirst.getPlacesList()).containsExactly(0, 2);
    assertThat(sinceFirst.getDevices().getDevicesList())
        .isEqualTo(page("a2", "c2").getDevicesList());
    assertThat(sinceFirst.getDevices().getTotal()).isEqualTo(3);
    assertThat(now.since(8, DEVICES).getPlacesList()).containsExactly(2);
  }

  @Test
  void rowsThatChangePlacesHaveChanged() {
    FollowedPage now =
        FollowedPage.first(page("a1", "b1", "c1"), 7).next(page("b1", "a1", "c1"), 8);
    assertThat(now.since(7, DEVICES).getPlacesList()).containsExactly(0, 1);
  }

  @Test
  void anotherNumberOfRowsIsAWholePage() {
    FollowedPage now = FollowedPage.first(page("a1", "b1"), 7).next(page("a1"), 8);
    assertThat(now.since(7, DEVICES).getWhole()).isTrue();
    assertThat(now.next(page("a2"), 9).since(8, DEVICES).getWhole()).isFalse();
  }

  @Test
  void aRevisionOfAnotherProcessIsNone() {
    FollowedPage now = FollowedPage.first(page("a1"), 700);
    assertThat(now.since(12, DEVICES).getWhole()).isTrue();
    assertThat(now.since(9_000, DEVICES).getWhole()).isTrue();
  }

  @Test
  void anEqualPageIsNoChange() {
    FollowedPage first = FollowedPage.first(page("a1"), 7);
    FollowedPage again = first.next(page("a1"), 8);
    assertThat(again).isSameAs(first);
    assertThat(again.changedAfter(7)).isFalse();
    assertThat(again.since(7, DEVICES)).isEqualTo(ListChanges.newBuilder().setRevision(7).build());
  }

  /** Only what is beside the rows changed: no row is sent. */
  @Test
  void aChangeBesideTheRowsHasNoPlaces() {
    ListDevicesResponse later = page("a1").toBuilder().setTotal(4).build();
    ListChanges changes = FollowedPage.first(page("a1"), 7).next(later, 8).since(7, DEVICES);
    assertThat(changes.getWhole()).isFalse();
    assertThat(changes.getPlacesCount()).isZero();
    assertThat(changes.getDevices().getTotal()).isEqualTo(4);
  }
}
