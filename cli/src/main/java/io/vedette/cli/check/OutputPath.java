package io.vedette.cli.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option that names a file or folder to be written; {@link OptionChecks} finds one that cannot
 * be written before the command starts.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OutputPath {

  /** What is written there. */
  Kind value();

  /** A file, a folder, or either (a folder of pictures or one film). */
  enum Kind {
    FILE,
    FOLDER,
    EITHER
  }
}
