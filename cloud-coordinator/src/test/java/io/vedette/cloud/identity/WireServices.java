package io.vedette.cloud.identity;

import io.grpc.ServiceDescriptor;
import io.vedette.proto.v1.AgentServiceGrpc;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every service of the wire, found among the generated classes: none can be left out. */
public final class WireServices {

  private static final String PROTO = "io/vedette/proto/v1";

  private WireServices() {}

  /** Of all generated classes. */
  public static List<ServiceDescriptor> all() throws Exception {
    Path code = Path.of(location());
    if (Files.isDirectory(code)) {
      return services(code.resolve(PROTO));
    }
    try (FileSystem jar = FileSystems.newFileSystem(code)) {
      return services(jar.getPath(PROTO));
    }
  }

  private static URI location() throws Exception {
    return AgentServiceGrpc.class.getProtectionDomain().getCodeSource().getLocation().toURI();
  }

  private static List<ServiceDescriptor> services(Path folder) throws Exception {
    List<ServiceDescriptor> services = new ArrayList<>();
    for (String name : names(folder)) {
      Class<?> generated = Class.forName(PROTO.replace('/', '.') + "." + name);
      services.add((ServiceDescriptor) generated.getMethod("getServiceDescriptor").invoke(null));
    }
    return services;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Grpc.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .toList();
    }
  }
}
