package io.vedette.federated.train.report;

import io.vedette.detector.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;

/** Pictures with captions, four in a row. */
final class PictureGrid {

  private static final int COLUMNS = 4;
  private static final int TILE = 440;
  private static final int GAP = 16;
  private static final int CAPTION = 28;
  private static final Color INK = new Color(0x333333);
  private static final Color EDGE = new Color(0xb0b0b0);

  private record Tile(String caption, Picture picture) {}

  private final List<Tile> tiles = new ArrayList<>();

  /** By how much a picture must be scaled to fill a tile. */
  static double scaleOf(Picture picture) {
    return (double) TILE / Math.max(picture.width(), picture.height());
  }

  /**
   * @param picture at most as large as a tile
   */
  void add(String caption, Picture picture) {
    tiles.add(new Tile(caption, picture));
  }

  Picture picture() {
    List<List<Tile>> rows = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i += COLUMNS) {
      rows.add(tiles.subList(i, Math.min(i + COLUMNS, tiles.size())));
    }
    int width = GAP + Math.min(COLUMNS, tiles.size()) * (TILE + GAP);
    int height = GAP + rows.stream().mapToInt(PictureGrid::heightOf).sum();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int y = GAP;
      for (List<Tile> row : rows) {
        for (int column = 0; column < row.size(); column++) {
          draw(row.get(column), GAP + column * (TILE + GAP), y, pen);
        }
        y += heightOf(row);
      }
    } finally {
      pen.dispose();
    }
    return new Picture(width, height, bytes(image));
  }

  private static int heightOf(List<Tile> row) {
    return CAPTION + row.stream().mapToInt(tile -> tile.picture.height()).max().orElse(0) + GAP;
  }

  private static void draw(Tile tile, int x, int y, Graphics2D pen) {
    pen.setColor(INK);
    pen.drawString(shortened(tile.caption, pen), x, y + CAPTION - 10);
    pen.drawImage(toImage(tile.picture), x, y + CAPTION, null);
    pen.setColor(EDGE);
    pen.drawRect(x - 1, y + CAPTION - 1, tile.picture.width() + 1, tile.picture.height() + 1);
  }

  /** The end of a caption that is too long; file names differ there. */
  private static String shortened(String caption, Graphics2D pen) {
    String text = caption;
    for (int cut = 1;
        pen.getFontMetrics().stringWidth(text) > TILE && cut < caption.length();
        cut++) {
      text = "…" + caption.substring(cut);
    }
    return text;
  }

  private static BufferedImage toImage(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    System.arraycopy(picture.bgr(), 0, bytes(image), 0, picture.bgr().length);
    return image;
  }

  /** Blue, green, red, row by row: as pictures have them. */
  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
