package dev.plumbline.gate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.gate.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies follow their files, and a broken file takes none out of force. */
class PoliciesTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatIsNotThereHoldsNone() {
    assertThat(new Policies(folder.resolve("none")).all()).isEmpty();
  }

  @Test
  void whatChangesOnDiskIsInForceWithTheNextLook() throws IOException {
    Path file = write("rollout", 1500);
    Policies policies = new Policies(folder);
    assertThat(policies.all()).extracting(Policy::name).containsExactly("rollout");

    write("another", 1600);
    policies.reload();
    assertThat(policies.all()).extracting(Policy::name).containsExactly("another");
    assertThat(policies.named("rollout")).isEmpty();

    Files.delete(file);
    policies.reload();
    assertThat(policies.all()).isEmpty();
  }

  @Test
  void aBrokenFileLeavesTheLastGoodOnesInForce() throws IOException {
    Path file = write("rollout", 1500);
    Policies policies = new Policies(folder);

    Files.writeString(file, "gates: [{name: rollout, chekcs: {}}]");
    policies.reload();
    assertThat(policies.named("rollout").orElseThrow().budget().pairs()).isEqualTo(1500);

    write("rollout", 1700);
    policies.reload();
    assertThat(policies.named("rollout").orElseThrow().budget().pairs()).isEqualTo(1700);
  }

  /** Too few pairs for anything to pass: refused with what it needs. */
  @Test
  void whatCannotDecideKeepsAServerFromStarting() throws IOException {
    write("rollout", 20);

    assertThatThrownBy(() -> new Policies(folder))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("give it");
  }

  private Path write(String name, int pairs) throws IOException {
    return Files.writeString(
        folder.resolve("gates.yaml"),
        "gates: [{name: %s, budget: {pairs: %d}, checks: {foreign-script: {p0: 1e-3}}}]%n"
            .formatted(name, pairs));
  }
}
