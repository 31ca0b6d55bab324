package io.vedette.scenario;

import java.awt.Rectangle;
import java.util.List;
import java.util.random.RandomGenerator;

/** One manner of laying copper on a part of a board. */
interface BoardLayout {

  /** Every layout known; a board picks among them for each of its parts. */
  List<BoardLayout> ALL =
      List.of(new BusLayout(), new RoutedLayout(), new PlaneLayout(), new ConnectorLayout());

  /** Draws inside the given area only. */
  void draw(Copper copper, Rectangle area, RandomGenerator random);
}
