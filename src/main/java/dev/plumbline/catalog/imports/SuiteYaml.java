package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.SuiteFile;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/** Writes suites as files that people go on with. */
public final class SuiteYaml {
  private static final int WIDTH = 100;
  private static final List<String> USUAL_SCRIPTS = List.of("Latin");

  private SuiteYaml() {}

  /**
   * The text of a {@code suites/*.yaml}.
   *
   * @throws IllegalStateException if it would not read back as what was imported; a fault of ours
   */
  public static String of(ImportedSuite suite) {
    String text =
        header(suite)
            + suite.probes().stream().map(SuiteYaml::probe).collect(Collectors.joining("\n"));
    requireSame(suite, SuiteFile.read(suite.name() + ".yaml", text));
    return text;
  }

  private static String header(ImportedSuite suite) {
    String sampling =
        suite.maxTokens() == null
            ? ""
            : "  sampling: {max-tokens: %d}\n".formatted(suite.maxTokens());
    return """
    # yaml-language-server: $schema=../suite.schema.json
    # Imported from %s (%s). Yours to change from here on.
    suite: %s
    defaults:
    %s  checks: [%s]

    probes:
    """
        .formatted(
            oneLine(suite.source()),
            suite.format(),
            one(YamlNodes.word(suite.name())).strip(),
            sampling,
            String.join(", ", ImportedSuite.DEFAULT_CHECKS));
  }

  private static String probe(ImportedProbe probe) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put("id", YamlNodes.word(probe.id()));
    if (probe.family() != null) {
      entries.put("family", YamlNodes.word(probe.family()));
    }
    if (isPrompt(probe.messages())) {
      entries.put("prompt", YamlNodes.text(probe.messages().getFirst().content()));
    } else {
      entries.put(
          "messages",
          YamlNodes.list(
              probe.messages().stream().map(SuiteYaml::message).toList(), FlowStyle.BLOCK));
    }
    if (!USUAL_SCRIPTS.equals(probe.scripts())) {
      entries.put("scripts", words(probe.scripts()));
    }
    if (!probe.checks().isEmpty()) {
      entries.put("checks", checks(probe));
    }
    Node item =
        YamlNodes.list(List.of(YamlNodes.mapping(entries, FlowStyle.BLOCK)), FlowStyle.BLOCK);
    return "  # " + oneLine(probe.origin()) + "\n" + one(item);
  }

  private static Node message(Probe.Message message) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put("role", YamlNodes.word(message.role()));
    entries.put("content", YamlNodes.text(message.content()));
    return YamlNodes.mapping(entries, FlowStyle.BLOCK);
  }

  private static Node words(List<String> words) {
    return YamlNodes.list(words.stream().map(YamlNodes::word).toList(), FlowStyle.FLOW);
  }

  private static Node checks(ImportedProbe probe) {
    List<Node> items = new ArrayList<>();
    ImportedSuite.DEFAULT_CHECKS.forEach(name -> items.add(YamlNodes.word(name)));
    probe.checks().forEach(use -> items.add(CheckYaml.of(use)));
    return YamlNodes.list(items, FlowStyle.BLOCK);
  }

  private static boolean isPrompt(List<Probe.Message> messages) {
    return messages.size() == 1 && messages.getFirst().role().equals("user");
  }

  private static String one(Node node) {
    DumperOptions options = new DumperOptions();
    options.setWidth(WIDTH);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setAllowUnicode(true);
    options.setSplitLines(true);
    StringWriter writer = new StringWriter();
    new Yaml(options).serialize(node, writer);
    return writer.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static void requireSame(ImportedSuite written, Suite read) {
    for (int i = 0; i < written.probes().size(); i++) {
      ImportedProbe probe = written.probes().get(i);
      Probe back = read.probes().get(i);
      List<?> checks =
          back.checks().subList(ImportedSuite.DEFAULT_CHECKS.size(), back.checks().size());
      if (!probe.id().equals(back.id())
          || !probe.messages().equals(back.messages())
          || !probe.checks().equals(checks)) {
        throw new IllegalStateException("probe %s does not read back".formatted(probe.id()));
      }
    }
  }
}
