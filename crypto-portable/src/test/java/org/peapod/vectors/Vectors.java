package org.peapod.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/**
 * The files of known answers, on the JVM: from the folder that the system property {@code
 * peapod.vectors} names, else from the class path. The checks themselves get a {@link Json}, so
 * that they also run where there are no files.
 */
public final class Vectors {
  private Vectors() {}

  /** One file, parsed; a missing or malformed one fails the test. */
  public static Json load(String fileName) {
    Result<Json> parsed = Json.parse(read(fileName));
    if (parsed.isFault()) {
      throw new IllegalStateException(fileName + ": " + parsed.fault().explanation());
    }
    return parsed.value();
  }

  private static byte[] read(String fileName) {
    String folder = System.getProperty("peapod.vectors", "");
    try {
      if (!folder.isEmpty()) {
        return Files.readAllBytes(Path.of(folder, fileName));
      }
      try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + fileName)) {
        if (in == null) {
          throw new IllegalStateException("no vectors /vectors/" + fileName + " on the class path");
        }
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
