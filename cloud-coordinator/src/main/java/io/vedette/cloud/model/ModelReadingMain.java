package io.vedette.cloud.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The process that reads one uploaded file: {@code java io.vedette.cloud.model.ModelReadingMain
 * FOLDER}. It ends when its standard input does, so that it does not outlive its parent.
 */
public final class ModelReadingMain {

  private ModelReadingMain() {}

  /**
   * @param args the folder with the question and the file; its name is used in no message
   */
  public static void main(String[] args) throws IOException {
    endWithParent();
    Path folder = Path.of(args[0]);
    ReadingFiles.write(folder, answer(folder));
    Runtime.getRuntime().halt(0);
  }

  /** A file may be made to break whoever reads it: that is its own fault, and said as such. */
  private static ReadModel answer(Path folder) throws IOException {
    try {
      return ModelReader.read(folder);
    } catch (RuntimeException | StackOverflowError e) {
      return ReadModel.refused(
          ReadingFiles.question(folder).fileName() + ": no usable ONNX model (" + e + ")", "");
    }
  }

  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is said
                }
              } catch (IOException e) {
                // a broken pipe is an end too
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
