package dev.plumbline.lab.transformer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes weights as llama.cpp reads them: a GGUF file of version 3 with all tensors in F32. */
final class GgufWriter {
  private static final int UINT32 = 4;
  private static final int FLOAT32 = 6;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int ALIGNMENT = 32;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int entries;
  private int tensorCount;

  private GgufWriter() {}

  static byte[] write(Weights weights) {
    GgufWriter writer = new GgufWriter();
    writer.describe(weights.shape());
    writer.name(weights.shape().vocabulary());
    writer.addAll(weights);
    return writer.file();
  }

  private void describe(ModelShape shape) {
    text("general.architecture", "llama");
    text("general.name", shape.name());
    number("llama.context_length", 4096);
    number("llama.embedding_length", shape.width());
    number("llama.block_count", shape.layers());
    number("llama.feed_forward_length", shape.hidden());
    number("llama.attention.head_count", shape.heads());
    number("llama.attention.head_count_kv", shape.heads());
    number("llama.rope.dimension_count", shape.headWidth());
    number("llama.vocab_size", shape.vocabulary());
    fraction("llama.rope.freq_base", shape.ropeTheta());
    fraction("llama.attention.layer_norm_rms_epsilon", shape.normEps());
  }

  /** A vocabulary there must be; none of its words are used, for ids go in and out. */
  private void name(int vocabulary) {
    text("tokenizer.ggml.model", "gpt2");
    text("tokenizer.ggml.pre", "default");
    texts("tokenizer.ggml.tokens", IntStream.range(0, vocabulary).mapToObj(i -> "t" + i).toList());
    texts("tokenizer.ggml.merges", List.of("t 0"));
    number("tokenizer.ggml.bos_token_id", 0);
    number("tokenizer.ggml.eos_token_id", 0);
  }

  private void addAll(Weights weights) {
    add("token_embd", weights.embedding());
    for (int i = 0; i < weights.layers().size(); i++) {
      Weights.Layer layer = weights.layers().get(i);
      String block = "blk.%d.".formatted(i);
      add(block + "attn_norm", layer.attentionNorm());
      add(block + "attn_q", layer.query());
      add(block + "attn_k", layer.key());
      add(block + "attn_v", layer.value());
      add(block + "attn_output", layer.attentionOutput());
      add(block + "ffn_norm", layer.feedForwardNorm());
      add(block + "ffn_gate", layer.gate());
      add(block + "ffn_up", layer.up());
      add(block + "ffn_down", layer.down());
    }
    add("output_norm", weights.finalNorm());
  }

  private void add(String name, Matrix matrix) {
    tensor(name, matrix.inputs(), matrix.outputs());
    float[] row = new float[matrix.inputs()];
    for (int output = 0; output < matrix.outputs(); output++) {
      matrix.copyRow(output, row);
      values(row);
    }
  }

  private void add(String name, Norm norm) {
    tensor(name, norm.weights().length);
    values(norm.weights());
  }

  private void values(float[] values) {
    for (float value : values) {
      int32(data, Float.floatToRawIntBits(value));
    }
  }

  private void tensor(String name, int... sizes) {
    pad(data);
    string(tensors, name + ".weight");
    int32(tensors, sizes.length);
    for (int size : sizes) {
      int64(tensors, size);
    }
    int32(tensors, 0);
    int64(tensors, data.size());
    tensorCount++;
  }

  private void text(String key, String value) {
    key(key, STRING);
    string(metadata, value);
  }

  private void number(String key, int value) {
    key(key, UINT32);
    int32(metadata, value);
  }

  private void fraction(String key, double value) {
    key(key, FLOAT32);
    int32(metadata, Float.floatToIntBits((float) value));
  }

  private void texts(String key, List<String> values) {
    key(key, ARRAY);
    int32(metadata, STRING);
    int64(metadata, values.size());
    values.forEach(value -> string(metadata, value));
  }

  private void key(String key, int type) {
    string(metadata, key);
    int32(metadata, type);
    entries++;
  }

  private byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    int32(file, 3);
    int64(file, tensorCount);
    int64(file, entries);
    Stream.of(metadata, tensors).forEach(part -> file.writeBytes(part.toByteArray()));
    pad(file);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  private static void string(ByteArrayOutputStream to, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int64(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void int32(ByteArrayOutputStream to, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      to.write(value >>> shift);
    }
  }

  private static void int64(ByteArrayOutputStream to, long value) {
    int32(to, (int) value);
    int32(to, (int) (value >>> Integer.SIZE));
  }

  private static void pad(ByteArrayOutputStream to) {
    to.writeBytes(new byte[Math.floorMod(-to.size(), ALIGNMENT)]);
  }
}
