package io.vedette.edge.update;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two places for versions, A and B: one holds the confirmed version, the other takes the next one.
 * A version is noted as on trial before it answers its first frame, so that a process that dies of
 * it comes back with the confirmed one and does not try it again.
 */
public final class Slots {

  private static final Logger log = LoggerFactory.getLogger(Slots.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_REFUSED = 100;

  private final Path folder;
  private Page page;

  /**
   * @param confirmed what a restart comes back with; null: the configured model
   * @param trial what answers its first frames
   * @param refused digests that a process died of
   */
  record Page(@Nullable Slot confirmed, @Nullable Slot trial, List<String> refused) {
    Page {
      refused = List.copyOf(refused);
    }
  }

  private Slots(Path folder, Page page) {
    this.folder = folder;
    this.page = page;
  }

  public static Slots open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path state = folder.resolve("slots.json");
    Page page =
        Files.exists(state)
            ? JSON.readValue(state.toFile(), Page.class)
            : new Page(null, null, List.of());
    return new Slots(folder, page);
  }

  /**
   * Looks for a version whose trial the last process did not survive, and strikes it off.
   *
   * @return that version
   */
  public synchronized Optional<Slot> strikeOffCrashed() throws IOException {
    Slot crashed = page.trial;
    if (crashed == null) {
      return Optional.empty();
    }
    refuse(crashed.digest());
    return Optional.of(crashed);
  }

  /** The confirmed version, if its file is still what it was. */
  public synchronized Optional<Slot> confirmed() {
    Slot slot = page.confirmed;
    if (slot == null) {
      return Optional.empty();
    }
    try {
      if (Digests.sha256(file(slot)).equals(slot.digest())) {
        return Optional.of(slot);
      }
      log.warn("{}: not the file that was confirmed; it is left aside", file(slot));
    } catch (IOException e) {
      log.warn("{}: {}; it is left aside", file(slot), e.getMessage());
    }
    return Optional.empty();
  }

  public Path file(Slot slot) {
    return folder.resolve(slot.file());
  }

  /** Name of the file that the next version is put under. */
  synchronized String freeFile() {
    Slot confirmed = page.confirmed;
    return confirmed != null && confirmed.file().equals("a.onnx") ? "b.onnx" : "a.onnx";
  }

  /** Where a download may lie, whole or in part; the name is its content's. */
  Path download(String digest) {
    return folder.resolve(digest + ".download");
  }

  synchronized boolean isRefused(String digest) {
    return page.refused.contains(digest);
  }

  synchronized void beginTrial(Slot slot) throws IOException {
    save(new Page(page.confirmed, slot, page.refused));
  }

  /** The version on trial stays. */
  synchronized void confirm(Slot slot) throws IOException {
    save(new Page(slot, null, page.refused));
  }

  /** The version on trial goes; it may be tried again. */
  synchronized void endTrial() throws IOException {
    save(new Page(page.confirmed, null, page.refused));
  }

  private void refuse(String digest) throws IOException {
    List<String> refused = new ArrayList<>(page.refused);
    refused.add(digest);
    int from = Math.max(0, refused.size() - MAX_REFUSED);
    save(new Page(page.confirmed, null, refused.subList(from, refused.size())));
  }

  private void save(Page next) throws IOException {
    DurableFiles.write(folder.resolve("slots.json"), JSON.writeValueAsBytes(next));
    page = next;
  }
}
