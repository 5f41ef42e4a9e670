package dev.plumbline.triage;

import dev.plumbline.catalog.Words;
import dev.plumbline.reference.ReferenceRecord;
import java.time.Instant;
import java.util.List;

/** References, by target. */
record ReferencesPage(Frame frame, String filter, List<ReferenceRecord> references) {

  /** In one word; an approved one that expired is compared with no more. */
  static String state(ReferenceRecord record, Instant now) {
    Instant expires = record.expiresAt();
    return record.state() == ReferenceRecord.State.APPROVED
            && expires != null
            && !expires.isAfter(now)
        ? "expired"
        : Words.of(record.state());
  }
}
