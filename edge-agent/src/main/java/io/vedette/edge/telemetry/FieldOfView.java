package io.vedette.edge.telemetry;

import io.vedette.edge.place.Lens;
import org.jspecify.annotations.Nullable;

/**
 * How wide a camera sees, as its telemetry says it; at least one is known.
 *
 * @param horizontal degrees
 * @param vertical degrees
 * @param film focal length for 35 mm film, millimetres
 */
public record FieldOfView(
    @Nullable Double horizontal, @Nullable Double vertical, @Nullable Double film) {

  /** The lens of a picture with this aspect, width over height; null where it cannot be told. */
  public @Nullable Lens lens(double aspect) {
    if (horizontal != null && vertical != null) {
      return Lens.ofFieldsOfView(horizontal, vertical);
    }
    if (horizontal != null) {
      return Lens.ofFieldOfView(horizontal, aspect);
    }
    return film == null ? null : Lens.ofFilm(film, aspect);
  }
}
