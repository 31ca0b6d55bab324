package io.vedette.edge.camera;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import org.jspecify.annotations.Nullable;

/** A rectangle of a decoded image, which it owns. */
final class DecodedPart implements FrameImage {

  private final DecodedImage image;
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private @Nullable Picture picture;

  /**
   * @param left its first column, pixels of the image
   * @param top its first row
   */
  DecodedPart(DecodedImage image, int left, int top, int width, int height) {
    this.image = image;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public synchronized Picture picture() {
    Picture made = picture;
    if (made == null) {
      made = image.part(left, top, width, height);
      picture = made;
    }
    return made;
  }

  @Override
  public Picture small() {
    return picture();
  }

  @Override
  public Picture part(int x, int y, int partWidth, int partHeight) {
    FrameImage.checkPart(this, x, y, partWidth, partHeight);
    return image.part(left + x, top + y, partWidth, partHeight);
  }

  @Override
  public FrameImage keep() {
    return image.keepPart(left, top, width, height);
  }

  @Override
  public void release() {
    image.release();
  }
}
