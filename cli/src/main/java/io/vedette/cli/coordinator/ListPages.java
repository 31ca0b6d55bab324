package io.vedette.cli.coordinator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the pages of a coordinator's list, one after another. */
public final class ListPages {

  private ListPages() {}

  /** Asks for the page that a token names; the token of the first is empty. */
  public interface PageSource<R> {
    R page(String token) throws IOException;
  }

  /**
   * The first items of a list.
   *
   * @param limit of them at most
   */
  public static <R, T> List<T> read(
      PageSource<R> source, Function<R, List<T>> items, Function<R, String> next, int limit)
      throws IOException {
    List<T> all = new ArrayList<>();
    String token = "";
    do {
      R page = source.page(token);
      all.addAll(items.apply(page));
      token = next.apply(page);
    } while (!token.isEmpty() && all.size() < limit);
    return all.size() <= limit ? all : new ArrayList<>(all.subList(0, limit));
  }
}
