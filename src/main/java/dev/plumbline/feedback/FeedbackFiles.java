package dev.plumbline.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts in files, read as the server reads them but for the catalog, which it knows better. */
public final class FeedbackFiles {
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

  /** What is posted: of one source. */
  public static byte[] posted(List<FeedbackCounts> counts) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (FeedbackCounts minute : counts) {
      for (FeedbackCounts.Cell cell : minute.cells()) {
        Map<String, Object> count = new LinkedHashMap<>();
        count.put("minute", minute.minute());
        count.put("model", minute.model());
        count.put("platform", cell.platform());
        count.put("accelerator", cell.accelerator());
        count.put("pool", cell.pool());
        count.put("exposure", cell.exposure());
        count.put("reports", cell.reports());
        all.add(count);
      }
    }
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("source", counts.getFirst().source());
    batch.put("counts", all);
    return Json.MAPPER.writeValueAsString(batch).getBytes(UTF_8);
  }
}
