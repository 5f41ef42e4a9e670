package dev.plumbline.lab.transformer;

import java.util.ArrayList;
import java.util.List;

/**
 * What a decoder remembers of the tokens it has seen. Grows with every token; a fork shares the
 * blocks that are full, so many requests can begin with one prompt. For one thread at a time; forks
 * of one cache may be used by several, and a cache may be forked by several at once while none
 * appends to it.
 */
public final class KeyValueCache {
  private final ModelShape shape;
  private final List<CacheBlock> blocks = new ArrayList<>();
  private int length;

  /** An empty one, for models of this shape. */
  public KeyValueCache(ModelShape shape) {
    this.shape = shape;
  }

  /** Tokens it remembers. */
  public int length() {
    return length;
  }

  /** A cache of all it remembers; what is appended to either, the other does not see. */
  public KeyValueCache fork() {
    return fork(length);
  }

  /**
   * A cache of the first tokens only.
   *
   * @param kept how many; from 0 to {@link #length()}
   */
  public KeyValueCache fork(int kept) {
    if (kept < 0 || kept > length) {
      throw new IllegalArgumentException("no fork at %d of %d tokens".formatted(kept, length));
    }
    KeyValueCache fork = new KeyValueCache(shape);
    int full = kept / CacheBlock.SIZE;
    fork.blocks.addAll(blocks.subList(0, full));
    if (kept % CacheBlock.SIZE > 0) {
      fork.blocks.add(blocks.get(full).copy());
    }
    fork.length = kept;
    return fork;
  }

  ModelShape shape() {
    return shape;
  }

  /** Makes room for so many tokens more. They count only once they are {@link #append}ed. */
  void reserve(int tokens) {
    while (blocks.size() * CacheBlock.SIZE < length + tokens) {
      blocks.add(new CacheBlock(shape));
    }
  }

  void append(int tokens) {
    length += tokens;
  }

  /** The block of positions from {@code index} × {@value CacheBlock#SIZE}. */
  CacheBlock block(int index) {
    return blocks.get(index);
  }
}
