package io.vedette.registry.blob;

import io.vedette.registry.RegistryException;
import io.vedette.wire.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A blob from its first byte on; its end is reached only when the digest is right. */
final class CheckedBlobStream extends FilterInputStream {

  /** Told of the digest of what was read. */
  interface Check {
    void accept(String found) throws RegistryException, IOException;
  }

  private final MessageDigest digest = Digests.newDigest();
  private final Check check;
  private boolean ended;

  CheckedBlobStream(InputStream content, Check check) {
    super(content);
    this.check = check;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = super.read(into, offset, length);
    if (n > 0) {
      digest.update(into, offset, n);
    } else if (n < 0) {
      end();
    }
    return n;
  }

  private void end() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try {
      check.accept(HexFormat.of().formatHex(digest.digest()));
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Skipped bytes would be missing from the digest. */
  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
