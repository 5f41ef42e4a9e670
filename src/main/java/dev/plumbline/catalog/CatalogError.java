package dev.plumbline.catalog;

/**
 * One thing wrong with a catalog, said so that it can be put right. Never holds a secret, even if
 * the catalog wrongly does.
 *
 * @param file relative to the catalog folder: {@code fleet.yaml}, {@code suites/core.yaml}
 * @param line from 1; 0 where the file as a whole is meant
 * @param column from 1, in characters; 0 where the file as a whole is meant
 * @param path of the value: {@code targets[3].endpoint}; empty for the whole document
 * @param message what is wrong
 * @param remedy what to write instead
 */
public record CatalogError(
    String file, int line, int column, String path, String message, String remedy) {

  /** {@code fleet.yaml:12:5 targets[3].endpoint: what is wrong — what to write instead}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + (path.isEmpty() ? "" : " " + path) + ": " + message + " — " + remedy;
  }
}
