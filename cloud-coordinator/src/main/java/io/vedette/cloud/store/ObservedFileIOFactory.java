package io.vedette.cloud.store;

import io.vedette.cloud.disk.DiskListener;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIO;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIODecorator;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIOFactory;
import org.apache.ignite.internal.processors.cache.persistence.file.RandomAccessFileIOFactory;

/** Ignite's files, with a listener to their writes and syncs. */
final class ObservedFileIOFactory implements FileIOFactory {

  private static final long serialVersionUID = 1L;

  private final FileIOFactory files = new RandomAccessFileIOFactory();
  private final transient DiskListener disk;

  ObservedFileIOFactory(DiskListener disk) {
    this.disk = disk;
  }

  @Override
  public FileIO create(File file, OpenOption... modes) throws IOException {
    return new ObservedFileIO(files.create(file, modes), file.toPath());
  }

  private final class ObservedFileIO extends FileIODecorator {
    private final Path path;

    ObservedFileIO(FileIO file, Path path) {
      super(file);
      this.path = path;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      disk.onWrite(path, source.remaining());
      return super.write(source);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      disk.onWrite(path, source.remaining());
      return super.write(source, position);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws IOException {
      disk.onWrite(path, length);
      return super.write(buffer, offset, length);
    }

    @Override
    public int writeFully(ByteBuffer source) throws IOException {
      disk.onWrite(path, source.remaining());
      return super.writeFully(source);
    }

    @Override
    public int writeFully(ByteBuffer source, long position) throws IOException {
      disk.onWrite(path, source.remaining());
      return super.writeFully(source, position);
    }

    @Override
    public int writeFully(byte[] buffer, int offset, int length) throws IOException {
      disk.onWrite(path, length);
      return super.writeFully(buffer, offset, length);
    }

    @Override
    public void force() throws IOException {
      disk.onSync(path);
      super.force();
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
      disk.onSync(path);
      super.force(withMetadata);
    }

    @Override
    public MappedByteBuffer map(int size) throws IOException {
      disk.onWrite(path, size);
      return super.map(size);
    }
  }
}
