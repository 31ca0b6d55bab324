package io.vedette.cloud.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a sorted list of devices.
 *
 * @param devices in the query's order
 * @param more whether others follow
 * @param total how many devices match, on all pages
 */
public record DevicePage(List<Device> devices, boolean more, int total) {

  /** Where a page ends: the place of its last device in the order. */
  public record Place(long figure, String agentId) {

    public static Place of(Device device, DeviceQuery query) {
      return new Place(query.sort().of(device), device.agentId());
    }
  }

  private record Placed(Place place, Device device) {}

  public DevicePage {
    devices = List.copyOf(devices);
  }

  private static Comparator<Place> order(DeviceQuery query) {
    Comparator<Place> byFigure = Comparator.comparingLong(Place::figure);
    Comparator<Place> byName = Comparator.comparing(Place::agentId);
    if (query.sort() == DeviceQuery.Sort.NAME) {
      return query.descending() ? byName.reversed() : byName;
    }
    return (query.descending() ? byFigure.reversed() : byFigure).thenComparing(byName);
  }

  /**
   * The page after a place. One walk over all devices, with room for one page.
   *
   * @param after null: the first page
   */
  static DevicePage of(Stream<Device> all, DeviceQuery query, @Nullable Place after, int limit) {
    Comparator<Place> wanted = order(query);
    PriorityQueue<Placed> nearest =
        new PriorityQueue<>(limit + 2, Comparator.comparing(Placed::place, wanted).reversed());
    int[] total = {0};
    all.filter(query::matches)
        .forEach(
            device -> {
              total[0]++;
              Place place = Place.of(device, query);
              if (after == null || wanted.compare(place, after) > 0) {
                nearest.add(new Placed(place, device));
                if (nearest.size() > limit + 1) {
                  nearest.poll();
                }
              }
            });
    List<Placed> page = new ArrayList<>(nearest);
    page.sort(Comparator.comparing(Placed::place, wanted));
    List<Device> devices = page.stream().limit(limit).map(Placed::device).toList();
    return new DevicePage(devices, page.size() > limit, total[0]);
  }
}
