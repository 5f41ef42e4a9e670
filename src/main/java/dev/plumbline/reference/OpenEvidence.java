package dev.plumbline.reference;

import java.util.List;

/**
 * What stands against a target's health. A reference is never learnt from a pool under suspicion.
 */
public interface OpenEvidence {

  /** Series of the target, for people, whose evidence of a regression is open; empty: none is. */
  List<String> against(String target);
}
