package io.vedette.registry.catalog;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.VersionId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people name a version: by number, {@code student:7}, or by alias, {@code student@stable}. */
public sealed interface VersionReference {

  /** One version for ever. */
  record ByNumber(VersionId id) implements VersionReference {}

  /** Whatever the alias points at now. */
  record ByAlias(String name, String alias) implements VersionReference {}

  /**
   * @throws RegistryException when the text is neither form
   */
  static VersionReference parse(String text) throws RegistryException {
    Matcher number = Pattern.compile("([^:@]+):([1-9][0-9]{0,8})").matcher(text);
    if (number.matches() && VersionId.isName(number.group(1))) {
      return new ByNumber(new VersionId(number.group(1), Integer.parseInt(number.group(2))));
    }
    Matcher alias = Pattern.compile("([^:@]+)@([^:@]+)").matcher(text);
    if (alias.matches() && VersionId.isName(alias.group(1)) && VersionId.isName(alias.group(2))) {
      return new ByAlias(alias.group(1), alias.group(2));
    }
    throw new RegistryException(
        "'" + text + "' names no version; write name:number or name@alias, as in student@stable");
  }
}
