package dev.plumbline.catalog.yaml;

/**
 * Where a value stands; an entry of a mapping stands where its key does.
 *
 * @param line from 1; 0 for a file as a whole
 * @param column from 1; 0 for a file as a whole
 * @param path {@code targets[3].endpoint}; empty for the root
 */
public record Location(String file, int line, int column, String path) {

  public static Location wholeFile(String file) {
    return new Location(file, 0, 0, "");
  }

  /** The path of an entry of a mapping. */
  public static String entry(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  /** The path of an item of a list. */
  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }
}
