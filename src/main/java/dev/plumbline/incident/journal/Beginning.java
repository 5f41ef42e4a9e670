package dev.plumbline.incident.journal;

import dev.plumbline.topic.TopicIdentities;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a topic has to be read from: where the journal ends, if it is of this very topic. Reading
 * from the start is harmless, since what is known changes nothing; to skip a record is not.
 */
final class Beginning {
  private static final Logger log = LoggerFactory.getLogger(Beginning.class);

  private final TopicIdentities identities;
  private final Journal journal;

  Beginning(TopicIdentities identities, Journal journal) {
    this.identities = identities;
    this.journal = journal;
  }

  /** Has the consumer begin there. */
  Place at(Consumer<?, ?> consumer, TopicPartition partition) {
    String id = identities.of(journal.topic());
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    Place known = journal.place();
    Place wanted = new Place(id, begins(known, id, end) ? 0 : known.next());
    if (!wanted.equals(known)) {
      journal.begin(known, wanted);
    }
    Place place = journal.place();
    consumer.seek(partition, Math.max(place.next(), first(consumer, partition, place)));
    return place;
  }

  /** Whether a journal that stood here may go on from here. */
  boolean holds(Place place) {
    Place now = journal.place();
    if (!now.follows(place)) {
      log.warn(
          "{}: the database knows it up to {}, but knew it up to {}: it was restored; what came since"
              + " is read again",
          journal.topic(),
          now.next(),
          place.next());
      return false;
    }
    try {
      return identities.of(journal.topic()).equals(now.topicId());
    } catch (KafkaException e) {
      log.debug("{}: nobody says which topic it is; as before, then", journal.topic(), e);
      return true;
    }
  }

  private boolean begins(Place known, String id, long end) {
    if (known.topicId() == null ? known.next() > end : !id.equals(known.topicId())) {
      log.warn(
          "{} is another topic than the one read up to {} (made anew, or of another Kafka): reading"
              + " it from its start; what is written down stays",
          journal.topic(),
          known.next());
      return true;
    }
    if (known.next() > end) {
      log.error(
          "{} ends at {} but was read up to {}: Kafka lost its newest records; reading it from its"
              + " start, what is written down stays",
          journal.topic(),
          end,
          known.next());
      return true;
    }
    return false;
  }

  /** What retention took before it was read is gone. */
  private long first(Consumer<?, ?> consumer, TopicPartition partition, Place place) {
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (first > place.next()) {
      log.error(
          "{} begins at {} but was read up to {}: up to {} records were deleted before they were"
              + " written down; going on with what is there",
          journal.topic(),
          first,
          place.next(),
          first - place.next());
    }
    return first;
  }
}
