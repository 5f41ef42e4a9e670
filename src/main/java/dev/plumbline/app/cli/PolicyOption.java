package dev.plumbline.app.cli;

import dev.plumbline.gate.Policy;
import dev.plumbline.gate.PolicyFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * A policy by where it stands: {@code gates/prod.yaml#rollout}.
 *
 * @param name empty where the file holds one only
 */
record PolicyOption(Path place, String name) {

  static PolicyOption of(String text) {
    int at = text.lastIndexOf('#');
    return at < 0
        ? new PolicyOption(Path.of(text), "")
        : new PolicyOption(Path.of(text.substring(0, at)), text.substring(at + 1));
  }

  Policy load() {
    return choose(PolicyFiles.load(place));
  }

  Policy choose(List<Policy> all) {
    return PolicyFiles.named(all, name, place.toString());
  }
}
