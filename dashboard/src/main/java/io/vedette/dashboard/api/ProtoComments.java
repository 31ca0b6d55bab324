package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the .proto files say of their messages, fields, enums, values and methods: the {@code //}
 * lines directly before each. Descriptors do not carry them; the files lie in the jar beside the
 * generated classes, and a build without them has no comments.
 */
final class ProtoComments {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern SCOPE =
      Pattern.compile("(?:(message|enum|service)|oneof|extend) ([\\w.]+) \\{.*");
  private static final Pattern METHOD = Pattern.compile("rpc (\\w+)\\(.*");
  private static final Pattern FIELD =
      Pattern.compile("(?:(?:repeated|optional) )?(?:[\\w.]+ )?(\\w+) = \\d+.*");

  private final Map<String, String> byName = new HashMap<>();

  /** The comments of a file and of those of its package that it imports, from the class path. */
  static ProtoComments of(FileDescriptor file) {
    ProtoComments comments = new ProtoComments();
    comments.addWithImports(file);
    return comments;
  }

  private void addWithImports(FileDescriptor file) {
    try (InputStream in =
        ProtoComments.class.getClassLoader().getResourceAsStream(file.getFullName())) {
      if (in != null) {
        add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.getDependencies().stream()
        .filter(imported -> imported.getPackage().equals(file.getPackage()))
        .forEach(this::addWithImports);
  }

  /** Adds the comments of a file's text. */
  void add(String text) {
    Deque<String> scopes = new ArrayDeque<>();
    List<String> comment = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("//")) {
        comment.add(line.substring(2).strip());
        continue;
      }
      Matcher scope = SCOPE.matcher(line);
      Matcher item = METHOD.matcher(line).matches() ? METHOD.matcher(line) : FIELD.matcher(line);
      Matcher root = PACKAGE.matcher(line);
      if (root.matches()) {
        scopes.push(root.group(1));
      } else if (scope.matches()) {
        boolean names = scope.group(1) != null;
        String name = names ? scopes.element() + "." + scope.group(2) : scopes.element();
        if (names) {
          put(name, comment);
        }
        if (!line.endsWith("}")) {
          scopes.push(name);
        }
      } else if (line.startsWith("}")) {
        scopes.pop();
      } else if (item.matches()) {
        put(scopes.element() + "." + item.group(1), comment);
      }
      comment.clear();
    }
  }

  private void put(String name, List<String> comment) {
    if (!comment.isEmpty()) {
      byName.put(name, String.join(" ", comment));
    }
  }

  /** What stands before it; empty where nothing does. */
  String of(GenericDescriptor item) {
    String name = item.getFullName();
    return byName.getOrDefault(name, "");
  }
}
