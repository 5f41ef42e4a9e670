package dev.plumbline.feedback;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the reports of a series were split lately: what the next bet expects. Known before the block
 * it is used on, so it biases nothing.
 *
 * @param blocks oldest first
 */
record Past(List<Block> blocks) {
  static final Past NONE = new Past(List.of());

  Past {
    blocks = List.copyOf(blocks);
  }

  /** One block that had reports. */
  record Block(Instant at, long here, long elsewhere) {}

  /** Without what was before a time. */
  Past since(Instant time) {
    return new Past(blocks.stream().filter(block -> !block.at().isBefore(time)).toList());
  }

  Past with(Instant at, Split split) {
    return new Past(
        Stream.concat(blocks.stream(), Stream.of(new Block(at, split.here(), split.elsewhere())))
            .toList());
  }

  long here() {
    return blocks.stream().mapToLong(Block::here).sum();
  }

  long elsewhere() {
    return blocks.stream().mapToLong(Block::elsewhere).sum();
  }
}
