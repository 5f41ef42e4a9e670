package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tests out of a table: a column a variable, and columns of other meaning that begin with two
 * underscores: {@code __expected}, {@code __description}, {@code __prefix}, {@code __suffix},
 * {@code __threshold}.
 */
final class PromptfooTable {
  private PromptfooTable() {}

  static List<PromptfooTest> read(String file, String text, Errors errors) {
    List<Csv.Row> rows;
    try {
      rows = Csv.read(text);
    } catch (IllegalArgumentException e) {
      errors.add(Location.wholeFile(file), "not CSV: " + e.getMessage(), "close the quote");
      return List.of();
    }
    if (rows.isEmpty()) {
      errors.add(new Location(file, 1, 1, ""), "the table is empty", "name the columns");
      return List.of();
    }
    List<String> names = rows.getFirst().cells().stream().map(String::strip).toList();
    List<PromptfooTest> tests = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      if (row.cells().size() > names.size()) {
        errors.add(
            new Location(file, row.line(), 1, ""),
            "%d cells under %d names".formatted(row.cells().size(), names.size()),
            "put the cell that holds a comma between double quotes");
      } else {
        tests.add(test(new Location(file, row.line(), 1, ""), names, row.cells()));
      }
    }
    return tests;
  }

  private static PromptfooTest test(Location at, List<String> names, List<String> cells) {
    Map<String, Located> vars = new LinkedHashMap<>();
    Map<String, Located> options = new LinkedHashMap<>();
    List<PromptfooAssertion> assertions = new ArrayList<>();
    String description = null;
    Double threshold = null;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String cell = i < cells.size() ? cells.get(i) : "";
      if (name.startsWith("__expected")) {
        if (!cell.isBlank()) {
          assertions.add(PromptfooCell.read(cell, at, "row " + at.line()));
        }
      } else if (name.equals("__description")) {
        description = cell.isBlank() ? null : cell;
      } else if (name.equals("__prefix") || name.equals("__suffix")) {
        options.put(name.substring(2), text(at, cell));
      } else if (name.equals("__threshold")) {
        threshold = number(cell);
      } else if (!name.startsWith("__")) {
        vars.put(name, text(at, cell));
      }
    }
    return new PromptfooTest(
        at, description, vars, assertions, threshold, options, List.of(), false);
  }

  private static @Nullable Double number(String cell) {
    return cell.strip().matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)")
        ? Double.valueOf(cell.strip())
        : null;
  }

  private static Located text(Location at, String cell) {
    return new Located.Scalar(at, JsonNodeFactory.instance.stringNode(cell));
  }
}
