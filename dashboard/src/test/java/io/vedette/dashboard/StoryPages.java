package io.vedette.dashboard;

import io.vedette.proto.v1.ApiToken;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSort;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.ListApiTokensResponse;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Pages of a {@link StoryState}'s lists; a token is the number of the first item. */
final class StoryPages {

  /** Two people, one of whom has given himself a bad name. */
  static final ListUsersResponse USERS =
      ListUsersResponse.newBuilder()
          .addUsers(
              User.newBuilder()
                  .setName("anna")
                  .setRole(Role.ROLE_ADMIN)
                  .setCodes(true)
                  .setCreatedAtMs(1_700_000_000_000L)
                  .setSeenAtMs(1_700_000_000_000L))
          .addUsers(
              User.newBuilder()
                  .setName("bert")
                  .setRole(Role.ROLE_VIEWER)
                  .addDeployments("<img src=x onerror=alert(1)>")
                  .setCreatedAtMs(1_700_000_000_000L))
          .setTotal(2)
          .build();

  static final ListApiTokensResponse TOKENS =
      ListApiTokensResponse.newBuilder()
          .addTokens(
              ApiToken.newBuilder()
                  .setId("0badcafe")
                  .setName("nightly-export")
                  .setRole(Role.ROLE_VIEWER)
                  .setCreatedBy("<b onclick=alert(1)>anna</b>")
                  .setCreatedAtMs(1_700_000_000_000L)
                  .setExpiresAtMs(4_000_000_000_000L))
          .setTotal(1)
          .build();

  private StoryPages() {}

  record Page<T>(List<T> items, String next) {}

  static <T> Page<T> page(List<T> all, String token, int wanted) {
    int from = token.isEmpty() ? 0 : Integer.parseInt(token);
    int to = Math.min(all.size(), from + (wanted == 0 ? 50 : wanted));
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : "");
  }

  static ListDevicesResponse devices(StoryState state, ListDevicesRequest request) {
    String text = request.getText().toLowerCase(Locale.ROOT);
    List<DeviceSummary> wanted = new ArrayList<>();
    for (Device device : state.devices) {
      DeviceSummary row = device.getSummary();
      if ((request.getStatesCount() == 0 || request.getStatesList().contains(row.getState()))
          && (row.getAgentId() + " " + row.getDeviceClass()).toLowerCase(Locale.ROOT).contains(text)
          && hasTags(row, request.getSelector())
          && (!request.getAttention() || !row.getAttention().isEmpty())) {
        wanted.add(row);
      }
    }
    Comparator<DeviceSummary> order = Comparator.comparingDouble(figure(request.getSort())::apply);
    wanted.sort(
        (request.getDescending() ? order.reversed() : order)
            .thenComparing(DeviceSummary::getAgentId));
    Page<DeviceSummary> page = page(wanted, request.getPageToken(), request.getPageSize());
    return ListDevicesResponse.newBuilder()
        .addAllDevices(page.items())
        .setNextPageToken(page.next())
        .setTotal(wanted.size())
        .build();
  }

  private static boolean hasTags(DeviceSummary row, String selector) {
    return selector.isEmpty()
        || Stream.of(selector.split(","))
            .allMatch(
                term ->
                    row.getTagsList().stream()
                        .anyMatch(
                            tag ->
                                term.equals(tag.getKey())
                                    || term.equals(tag.getKey() + "=" + tag.getValue())));
  }

  private static Function<DeviceSummary, Double> figure(DeviceSort sort) {
    return switch (sort) {
      case DEVICE_SORT_FPS -> DeviceSummary::getFps;
      case DEVICE_SORT_LAST_SEEN -> row -> (double) row.getLastSeenMs();
      case DEVICE_SORT_ESCALATED -> row -> (double) row.getEscalated();
      case DEVICE_SORT_OUTBOX -> row -> (double) row.getOutboxFrames();
      case DEVICE_SORT_STATE -> row -> (double) row.getStateValue();
      case DEVICE_SORT_ATTENTION -> row -> row.getAttention().isEmpty() ? 0.0 : 1.0;
      case DEVICE_SORT_VERSION -> row -> (double) row.getInstalled().getNumber();
      case DEVICE_SORT_LATENCY -> DeviceSummary::getLatencyP95Ms;
      case DEVICE_SORT_UNSPECIFIED, UNRECOGNIZED -> row -> 0.0;
    };
  }
}
