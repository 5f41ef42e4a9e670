package dev.plumbline.cluster;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What was on the topics at one moment, and whether every group has read that much by now. */
final class Backlog {
  private final KafkaCluster kafka;
  private final Map<String, Map<TopicPartition, Long>> ends;

  private Backlog(KafkaCluster kafka, Map<String, Map<TopicPartition, Long>> ends) {
    this.kafka = kafka;
    this.ends = ends;
  }

  static Backlog now(KafkaCluster kafka) {
    return new Backlog(
        kafka,
        kafka.with(admin -> {
          Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(admin);
          Map<TopicPartition, OffsetSpec> wanted =
              committed.values().stream()
                  .flatMap(it -> it.keySet().stream())
                  .distinct()
                  .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
          var latest = admin.listOffsets(wanted).all().get();
          return committed.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      group ->
                          group.getValue().keySet().stream()
                              .collect(
                                  Collectors.toMap(
                                      Function.identity(),
                                      it -> requireNonNull(latest.get(it)).offset()))));
        }));
  }

  /** How many records of it are still to be read, over all groups. */
  long left() {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> read = kafka.with(Backlog::committed);
    return ends.entrySet().stream()
        .mapToLong(group -> left(group.getValue(), read.getOrDefault(group.getKey(), Map.of())))
        .sum();
  }

  private static long left(
      Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> read) {
    return ends.entrySet().stream()
        .mapToLong(end -> {
          OffsetAndMetadata offset = read.get(end.getKey());
          return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
        })
        .sum();
  }

  private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
    for (GroupListing group : admin.listGroups().all().get()) {
      committed.put(
          group.groupId(),
          admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get());
    }
    return committed;
  }
}
