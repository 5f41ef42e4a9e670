package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.WireFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Targets of the lab's tests that speak something else than OpenAI's chat on a path of their own.
 */
public final class Platforms {
  public static final Labels INVOKE = new Labels("quill", "bedrock", "trainium", "invoke");
  public static final Labels CONVERSE = new Labels("quill", "bedrock", "trainium", "converse");
  public static final Labels RAW_PREDICT = new Labels("quill", "vertex", "tpu", "claude");
  public static final Labels GEMINI = new Labels("quill", "vertex", "tpu", "gemini");
  public static final Labels AZURE = new Labels("quill", "azure", "gpu", "main");
  public static final Labels SGLANG = new Labels("quill", "own", "gpu", "sglang");
  public static final Labels TGI = new Labels("quill", "own", "gpu", "tgi");

  /** Models that do not let themselves be told how to draw. */
  static final Labels NEW_CLAUDE = new Labels("quill", "claude-api", "tpu", "new");

  static final Labels NEW_INVOKE = new Labels("quill", "bedrock", "trainium", "invoke-new");
  static final Labels NEW_CONVERSE = new Labels("quill", "bedrock", "trainium", "converse-new");
  static final Labels NEW_RAW_PREDICT = new Labels("quill", "vertex", "tpu", "claude-new");

  private static final String VERTEX = "/v1/projects/lab/locations/here";
  private static final Map<Labels, Platform> PLATFORMS = platforms();

  /**
   * How one of them is served.
   *
   * @param path of its endpoint
   */
  record Platform(WireFormat format, String path, String servedModel) {}

  private Platforms() {}

  private static Map<Labels, Platform> platforms() {
    Map<Labels, Platform> platforms = new LinkedHashMap<>();
    platforms.put(Catalogs.CLAUDE, claude(Catalogs.CLAUDE));
    platforms.put(NEW_CLAUDE, claude(NEW_CLAUDE));
    String bedrock = "anthropic.quill-v1:0";
    for (Labels labels : new Labels[] {INVOKE, NEW_INVOKE}) {
      platforms.put(labels, new Platform(WireFormat.BEDROCK_INVOKE, "/" + labels, bedrock));
    }
    for (Labels labels : new Labels[] {CONVERSE, NEW_CONVERSE}) {
      platforms.put(labels, new Platform(WireFormat.BEDROCK_CONVERSE, "/" + labels, bedrock));
    }
    // Both at one address.
    platforms.put(
        RAW_PREDICT, new Platform(WireFormat.VERTEX_RAW_PREDICT, VERTEX, "quill@20260101"));
    platforms.put(GEMINI, new Platform(WireFormat.VERTEX_GENERATE_CONTENT, VERTEX, "quill-001"));
    platforms.put(
        NEW_RAW_PREDICT,
        new Platform(
            WireFormat.VERTEX_RAW_PREDICT, VERTEX + "/publishers/anthropic/models", "quill-new"));
    platforms.put(
        AZURE, new Platform(WireFormat.OPENAI_CHAT, "/openai/deployments/quill-here", "quill"));
    platforms.put(SGLANG, new Platform(WireFormat.SGLANG_GENERATE, "/" + SGLANG, "quill"));
    platforms.put(TGI, new Platform(WireFormat.TGI_GENERATE, "/" + TGI, "quill"));
    return platforms;
  }

  private static Platform claude(Labels labels) {
    return new Platform(WireFormat.ANTHROPIC_MESSAGES, "/" + labels + "/v1", labels.model());
  }

  /** Null for OpenAI's chat, where the labels are the path. */
  static @Nullable Platform of(Labels labels) {
    return PLATFORMS.get(labels);
  }

  /** The path of the target's endpoint. */
  public static String path(Labels labels) {
    return Objects.requireNonNull(PLATFORMS.get(labels)).path();
  }
}
