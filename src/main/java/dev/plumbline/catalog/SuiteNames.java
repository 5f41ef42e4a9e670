package dev.plumbline.catalog;

import java.util.List;

/**
 * What targets may call the suites they are asked.
 *
 * @param complete false where a suite could not be read, so that a name may be right after all
 */
record SuiteNames(List<String> names, boolean complete) {

  boolean unknown(String name) {
    return complete && !names.contains(name);
  }
}
