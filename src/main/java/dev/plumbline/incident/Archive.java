package dev.plumbline.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip whose bytes depend on nothing but what is put into it, written as it grows. */
final class Archive implements AutoCloseable {
  private final ZipOutputStream zip;
  private final LocalDateTime time;

  /**
   * @param time that all files bear
   */
  Archive(OutputStream out, Instant time) {
    this.zip = new ZipOutputStream(out, UTF_8);
    this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  void add(String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  void add(String name, String content) throws IOException {
    add(name, content.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
