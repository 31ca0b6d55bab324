package io.vedette.cli.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers an option takes; {@link OptionChecks} refuses others before the command starts.
 * Both ends belong to the range unless it is open.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Range {

  double least() default Double.NEGATIVE_INFINITY;

  double most() default Double.POSITIVE_INFINITY;

  /** Whether {@link #least} itself is refused. */
  boolean open() default false;
}
