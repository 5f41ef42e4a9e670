package dev.plumbline.catalog;

/** What a target is called on every metric, page and query. Each is a lower-case slug. */
public record Labels(String model, String platform, String accelerator, String pool) {
  @Override
  public String toString() {
    return model + "/" + platform + "/" + accelerator + "/" + pool;
  }
}
