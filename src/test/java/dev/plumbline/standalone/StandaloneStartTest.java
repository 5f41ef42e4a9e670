package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standalone mode says what is wrong with its data folder in plain words. */
class StandaloneStartTest {
  @TempDir Path temp = Path.of("");

  @Test
  void oneProcessHoldsTheDataFolder() throws IOException {
    try (DataFolder _ = DataFolder.open(temp)) {
      assertThatExceptionOfType(StandaloneException.class)
          .isThrownBy(() -> DataFolder.open(temp))
          .withMessageContaining("in use by another Plumbline")
          .satisfies(e -> assertThat(e.remedy()).contains("--plumbline.data-dir"));
    }
    DataFolder.open(temp).close();
  }

  @Test
  void refusesTheDataFolderOfAnotherFormat() throws IOException {
    Files.writeString(temp.resolve("format"), "7\n");

    assertThatExceptionOfType(StandaloneException.class)
        .isThrownBy(() -> DataFolder.open(temp))
        .withMessageContaining("has format 7; this Plumbline reads format 1");
  }

  @Test
  void refusesADataFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatExceptionOfType(StandaloneException.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContaining("cannot be written");
  }
}
