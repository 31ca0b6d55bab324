package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.PictureFiles;
import io.vedette.detector.image.header.PictureFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pictures that a path on the command line stands for. */
public final class PictureInputs {

  private PictureInputs() {}

  /**
   * The file itself, or every picture in the folder and the folders in it, in the order in which
   * people count.
   *
   * @throws DetectorException when there is nothing
   */
  public static List<Path> under(Path input) throws DetectorException {
    if (Files.isRegularFile(input)) {
      return List.of(input);
    }
    if (!Files.isDirectory(input)) {
      throw new DetectorException(
          input + ": no such file or folder; give a picture, a folder, a video or a URL");
    }
    List<Path> pictures = PictureFiles.under(input);
    if (pictures.isEmpty()) {
      throw new DetectorException(
          input + ": holds no pictures; JPEG, PNG, BMP, WebP, TIFF and GIF are read");
    }
    return pictures;
  }

  /** Whether a path is a folder, or a file named as a picture. */
  public static boolean arePictures(Path input) {
    return Files.isDirectory(input)
        || PictureFormat.ofName(String.valueOf(input.getFileName())).isPresent();
  }

  /** How a picture is named in answers: its path inside the folder, or its file name. */
  public static String name(Path input, Path file) {
    Path name = Files.isDirectory(input) ? input.relativize(file) : file.getFileName();
    return name.toString();
  }
}
