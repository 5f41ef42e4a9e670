package dev.plumbline.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What targets may call the suites they are asked.
 *
 * @param complete false where a suite could not be read, so that a name may be right after all
 * @param followWindow those with prompts as long as a target's window
 */
record SuiteNames(List<String> names, boolean complete, Set<String> followWindow) {

  /** Of those that could be read. */
  static SuiteNames of(List<Suite> suites, boolean complete) {
    List<Suite> named = suites.stream().filter(suite -> !suite.name().isEmpty()).toList();
    return new SuiteNames(
        named.stream().map(Suite::name).toList(),
        complete,
        named.stream()
            .filter(Suite::followsWindow)
            .map(Suite::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean followsWindow(String name) {
    return followWindow.contains(name);
  }

  boolean unknown(String name) {
    return complete && !names.contains(name);
  }
}
