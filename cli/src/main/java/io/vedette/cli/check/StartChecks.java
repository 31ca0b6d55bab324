package io.vedette.cli.check;

import io.vedette.cli.config.ConfigFile;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what was asked for. Each fails in one line with the key or option, and where there is a
 * configuration file, with its line. Nothing is changed on disk.
 */
public final class StartChecks {

  /** "rtsp://…", "generated:…"; what has no scheme is a path. */
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

  private final @Nullable Path config;

  /**
   * @param config the file that keys are from; null: they are options
   */
  public StartChecks(@Nullable Path config) {
    this.config = config;
  }

  /** A file that must be there; null: it was not asked for. */
  public void file(String key, @Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    if (!Files.exists(file)) {
      throw fault(key, file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw fault(key, file + ": is a folder, not a file");
    }
    if (!Files.isReadable(file)) {
      throw fault(key, file + ": cannot be read; check its permissions");
    }
  }

  /** A version of a registry, which only an agent with a coordinator has. */
  public void version(String key, Path named, @Nullable Endpoint coordinator) throws IOException {
    if (coordinator == null) {
      throw fault(
          key, named + ": there is no such file, and without a coordinator there is no registry");
    }
  }

  /** A detector that must be usable. */
  public void model(String key, Path model, Hints hints) throws IOException {
    file(key, model);
    try {
      DetectorModel.read(model, hints);
    } catch (DetectorException e) {
      throw fault(key, String.valueOf(e.getMessage()));
    }
  }

  /** A folder that is written to, or can be made. */
  public void folder(String key, Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw fault(key, folder + ": " + there + " is a file, not a folder");
    }
    if (!Files.isWritable(there)) {
      throw fault(key, folder + ": " + there + " cannot be written; check its permissions");
    }
  }

  /** What a camera shows: a path must be there; an address may come later. */
  public void source(String key, String source) throws IOException {
    if (!ADDRESS.matcher(source).matches() && !Files.exists(Path.of(source))) {
      throw fault(key, source + ": there is no such file, folder or device");
    }
  }

  /** A port that must be free; 0: any is taken. */
  public void port(String key, String host, int port) throws IOException {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw fault(key, host + ": there is no such host");
    } catch (BindException e) {
      throw fault(key, host + ":" + port + ": " + inWords(e));
    }
  }

  private static String inWords(BindException e) {
    String why = String.valueOf(e.getMessage());
    if (why.contains("in use")) {
      return "the port is in use; stop what listens there or choose another port";
    }
    if (why.contains("denied")) {
      return "not allowed; ports below 1024 need privileges";
    }
    return why.contains("assign") ? "this machine has no such address" : why;
  }

  /** A coordinator to dial: its files must be there. */
  public void endpoint(String key, @Nullable Endpoint endpoint) throws IOException {
    if (endpoint != null) {
      file(key + ".trustedCertificate", endpoint.trustedCertificate());
      file(key + ".tokenFile", endpoint.tokenFile());
    }
  }

  /** Where a coordinator listens. */
  public void listener(String key, ServerAddress listener) throws IOException {
    listener.requireSafe();
    file(key + ".certificate", listener.certificate());
    file(key + ".key", listener.key());
    file(key + ".tokenFile", listener.tokenFile());
    port(key + ".port", listener.host(), listener.port());
  }

  /** Where a role shows its health and metrics; null: nowhere. */
  public void operations(@Nullable ServerAddress address) throws IOException {
    if (address != null) {
      listener("operations", address);
    }
  }

  private IOException fault(String key, String wrong) {
    return new IOException(
        config == null ? wrong + " (" + key + ")" : ConfigFile.where(config, key) + ": " + wrong);
  }
}
