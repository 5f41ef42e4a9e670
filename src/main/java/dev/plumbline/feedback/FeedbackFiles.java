package dev.plumbline.feedback;

import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts in files, read as the server reads them but for the catalog, which it knows better. */
public final class FeedbackFiles {
  private static final int MOST_POSTED = 1_000;

  private FeedbackFiles() {}

  /**
   * Reads the JSON that is posted.
   *
   * @throws UnusableCountsException with everything that is wrong
   */
  public static List<FeedbackCounts> json(byte[] bytes, Instant now)
      throws UnusableCountsException {
    return new CountsJson(new CountsBatch(null, now)).read(bytes);
  }

  /**
   * Reads CSV: minute,model,platform,accelerator,pool,exposure,reason,count.
   *
   * @throws UnusableCountsException with everything that is wrong
   */
  public static List<FeedbackCounts> csv(String source, String text, Instant now)
      throws UnusableCountsException {
    return new CountsCsv(new CountsBatch(null, now)).read(source, text);
  }

  /** What is posted: of one source, in as many parts as it takes. */
  public static List<byte[]> posted(List<FeedbackCounts> counts) {
    List<byte[]> parts = new ArrayList<>();
    List<Map<String, Object>> part = new ArrayList<>();
    for (FeedbackCounts minute : counts) {
      if (part.size() + minute.cells().size() > MOST_POSTED) {
        parts.add(batch(minute.source(), part));
        part = new ArrayList<>();
      }
      for (FeedbackCounts.Cell cell : minute.cells()) {
        part.add(count(minute, cell));
      }
    }
    parts.add(batch(counts.getFirst().source(), part));
    return parts;
  }

  private static Map<String, Object> count(FeedbackCounts minute, FeedbackCounts.Cell cell) {
    Map<String, Object> count = new LinkedHashMap<>();
    count.put("minute", minute.minute());
    count.put("model", minute.model());
    count.put("platform", cell.platform());
    count.put("accelerator", cell.accelerator());
    count.put("pool", cell.pool());
    count.put("exposure", cell.exposure());
    count.put("reports", cell.reports());
    return count;
  }

  private static byte[] batch(String source, List<Map<String, Object>> counts) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("source", source);
    batch.put("counts", counts);
    return Json.MAPPER.writeValueAsBytes(batch);
  }
}
