package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Follows a recipe. The model of every finished step is kept under a name that has the digest of
 * all that it was made of in it: a second run takes what is there and goes on from the first step
 * that is not, and a recipe that was changed makes anew what depends on the change.
 */
public final class RecipeRun {

  private static final int DIGITS = 12;

  private final Recipe recipe;
  private final Path folder;

  /**
   * @param folder where models are kept, {@code name-digest.onnx}
   */
  public RecipeRun(Recipe recipe, Path folder) {
    this.recipe = recipe;
    this.folder = folder;
  }

  /**
   * Makes every model of the recipe.
   *
   * @param listener called with each entry before it is made or reused
   * @throws DetectorException when a step cannot be done; the message names it, and what was
   *     finished before it stays
   */
  public List<RecipeStage> follow(RecipeContext context, Consumer<RecipeEntry> listener)
      throws DetectorException, IOException, InterruptedException {
    Files.createDirectories(folder);
    Map<String, Graph> models = new HashMap<>(Map.of(Recipe.ORIGINAL, context.original()));
    Map<String, String> digests = new HashMap<>();
    digests.put(Recipe.ORIGINAL, sha256(List.of(context.original().toBytes())));
    List<RecipeStage> stages = new ArrayList<>();
    for (RecipeEntry entry : recipe.entries()) {
      listener.accept(entry);
      RecipeStage stage = stage(entry, models, digests, context);
      models.put(entry.name(), stage.model());
      digests.put(entry.name(), stage.digest());
      stages.add(stage);
    }
    return stages;
  }

  private RecipeStage stage(
      RecipeEntry entry,
      Map<String, Graph> models,
      Map<String, String> digests,
      RecipeContext context)
      throws DetectorException, IOException, InterruptedException {
    Graph from = models.get(entry.from());
    if (from == null) {
      throw new IllegalStateException(entry.name() + " starts from nothing");
    }
    String digest = digest(entry, String.valueOf(digests.get(entry.from())), context);
    String name = entry.name().replace(' ', '-') + "-" + digest.substring(0, DIGITS);
    Path file = folder.resolve(name + ".onnx");
    if (Files.exists(file)) {
      return new RecipeStage(entry, Graph.read(file), digest, true);
    }
    try {
      Graph made = entry.step().apply(from, context, folder.resolve(name));
      made.write(file);
      return new RecipeStage(entry, made, digest, false);
    } catch (DetectorException e) {
      throw new DetectorException(entry.name() + ": " + e.getMessage(), e);
    }
  }

  private static String digest(RecipeEntry entry, String from, RecipeContext context)
      throws DetectorException, IOException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(
        (from + "\n" + entry.kind() + "\n" + entry.parameters()).getBytes(StandardCharsets.UTF_8));
    for (Requirement requirement : new TreeSet<>(entry.step().needs())) {
      String pictures = requirement + " " + context.digest(requirement);
      parts.add(pictures.getBytes(StandardCharsets.UTF_8));
    }
    return sha256(parts);
  }

  private static String sha256(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
