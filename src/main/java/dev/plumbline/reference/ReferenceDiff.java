package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a person must look at before a reference replaces another. */
public final class ReferenceDiff {
  private static final int SHOWN = 60;

  private final List<String> lines = new ArrayList<>();

  private ReferenceDiff() {}

  /** Lines that begin with − (before), + (after) or a blank; empty where they say the same. */
  public static List<String> of(Reference before, Reference after) {
    ReferenceDiff diff = new ReferenceDiff();
    diff.changed("target", before.target(), after.target());
    diff.changed("build", before.provenance().build(), after.provenance().build());
    diff.changed("noise", noise(before), noise(after));
    diff.changed("outliers", drift(before), drift(after));
    diff.changed("unseen first tokens", border(before), border(after));
    diff.changed("left unanimity", unanimity(before), unanimity(after));
    diff.suites(before.suites(), after.suites());
    diff.probes(before.probes(), after.probes());
    return List.copyOf(diff.lines);
  }

  private void suites(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.forEach(name -> changed("suite " + name, before.get(name), after.get(name)));
  }

  private void probes(
      SortedMap<String, ProbePicture> before, SortedMap<String, ProbePicture> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      ProbePicture old = before.get(name);
      ProbePicture now = after.get(name);
      changed(
          name + ", usual answer",
          old == null ? null : usual(old.answers()),
          now == null ? null : usual(now.answers()));
      if (old != null && now != null && usual(old.answers()).equals(usual(now.answers()))) {
        leads(name, old.answers(), now.answers());
      }
    }
  }

  /** A position that was sure and no longer is, or the other way round. */
  private void leads(String name, AnswerTree before, AnswerTree after) {
    List<Node> old = path(before);
    List<Node> now = path(after);
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      Double one = old.get(i).lead();
      Double other = now.get(i).lead();
      if (one != null && other != null && (one < 1) != (other < 1)) {
        changed(
            "%s, lead after unit %d '%s'".formatted(name, i, old.get(i).unit()),
            ReferenceSummary.number(one),
            ReferenceSummary.number(other));
      }
    }
  }

  private void changed(String what, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      lines.add("  " + what);
      if (before != null) {
        lines.add("- " + before);
      }
      if (after != null) {
        lines.add("+ " + after);
      }
    }
  }

  private static String noise(Reference reference) {
    return ReferenceSummary.number(reference.noise().epsilon())
        + " nat"
        + (reference.noise().grid() ? ", on a grid" : "");
  }

  private static String drift(Reference reference) {
    return Optional.ofNullable(reference.drift())
        .map(bet ->
            "above %s, at most %s"
                .formatted(
                    ReferenceSummary.number(bet.outlierAbove()),
                    ReferenceSummary.number(bet.outlierRate())))
        .orElse("off");
  }

  private static String border(Reference reference) {
    return Optional.ofNullable(reference.border())
        .map(bet -> "at most " + ReferenceSummary.number(bet.objective()))
        .orElse("off");
  }

  private static String unanimity(Reference reference) {
    return Optional.ofNullable(reference.unanimity())
        .map(bet -> "at most " + ReferenceSummary.number(bet.objective()))
        .orElse("off");
  }

  /** What most draws say, unit by unit. */
  private static List<Node> path(AnswerTree tree) {
    List<Node> path = new ArrayList<>();
    int at = 0;
    while (at >= 0) {
      path.add(tree.nodes().get(at));
      at = mostDrawn(tree.nodes(), at);
    }
    return path;
  }

  private static int mostDrawn(List<Node> nodes, int parent) {
    return IntStream.range(parent + 1, nodes.size())
        .filter(i -> nodes.get(i).parent() == parent)
        .boxed()
        .max(Comparator.comparingInt(i -> nodes.get(i).draws()))
        .orElse(-1);
  }

  private static String usual(AnswerTree tree) {
    StringBuilder text = new StringBuilder();
    path(tree).forEach(node -> text.append(node.unit()));
    String line = text.toString().replace("\n", "\\n");
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
