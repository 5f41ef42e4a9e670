package dev.plumbline.lab.transformer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a weights file: a line of JSON, then bfloat16 numbers, little-endian. */
final class WeightsReader {
  private static final String FORMAT = "plumbline-llama-1";
  private static final int LONGEST_HEADER = 10_000;

  private final InputStream file;
  private final Precision precision;

  WeightsReader(InputStream file, Precision precision) {
    this.file = file;
    this.precision = precision;
  }

  Weights read() throws IOException {
    JsonNode header = header();
    ModelShape shape = shape(header);
    long stated = header.path("values").asLong(-1);
    if (stated != shape.values()) {
      throw new InvalidModelFileException(
          "weights %s: \"values\" is %d, but a decoder of its sizes has %d"
              .formatted(shape.name(), stated, shape.values()));
    }
    Matrix embedding = Matrix.ofRows(rows(shape.vocabulary(), shape.width()));
    List<Weights.Layer> layers = new ArrayList<>();
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(layer(shape));
    }
    Norm finalNorm = norm(shape);
    if (file.read() >= 0) {
      throw new InvalidModelFileException(
          "weights %s: more follows its %d values".formatted(shape.name(), stated));
    }
    return new Weights(shape, embedding, layers, finalNorm);
  }

  /** Reads a file of one feed-forward alone. */
  Weights.FeedForward readShard() throws IOException {
    ModelShape shape = shape(header());
    Weights.FeedForward shard =
        new Weights.FeedForward(
            matrix(shape.hidden(), shape.width()),
            matrix(shape.hidden(), shape.width()),
            matrix(shape.width(), shape.hidden()));
    if (file.read() >= 0) {
      throw new InvalidModelFileException(
          "weights %s: more follows its feed-forward".formatted(shape.name()));
    }
    return shard;
  }

  private Weights.Layer layer(ModelShape shape) throws IOException {
    int width = shape.width();
    int hidden = shape.hidden();
    return new Weights.Layer(
        norm(shape),
        matrix(width, width),
        matrix(width, width),
        matrix(width, width),
        matrix(width, width),
        norm(shape),
        matrix(hidden, width),
        matrix(hidden, width),
        matrix(width, hidden));
  }

  private Norm norm(ModelShape shape) throws IOException {
    return new Norm(row(shape.width()), shape.normEps());
  }

  private Matrix matrix(int outputs, int inputs) throws IOException {
    float[][] rows = rows(outputs, inputs);
    for (float[] row : rows) {
      precision.apply(row);
    }
    return Matrix.ofRows(rows);
  }

  private float[][] rows(int outputs, int inputs) throws IOException {
    float[][] rows = new float[outputs][];
    for (int i = 0; i < outputs; i++) {
      rows[i] = row(inputs);
    }
    return rows;
  }

  private float[] row(int size) throws IOException {
    byte[] bytes = file.readNBytes(2 * size);
    if (bytes.length < 2 * size) {
      throw new InvalidModelFileException("weights: the file ends before its last value");
    }
    float[] row = new float[size];
    for (int i = 0; i < size; i++) {
      row[i] = Bfloat16.fromBits((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
    }
    return row;
  }

  private JsonNode header() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = file.read(); next != '\n'; next = file.read()) {
      if (next < 0 || line.size() == LONGEST_HEADER) {
        throw new InvalidModelFileException(
            "weights: no line of JSON of at most %d bytes begins them".formatted(LONGEST_HEADER));
      }
      line.write(next);
    }
    JsonNode header;
    try {
      header = JsonMapper.shared().readTree(line.toByteArray());
    } catch (JacksonException e) {
      throw new InvalidModelFileException("weights: their first line is not JSON", e);
    }
    String format = header.path("format").asString("");
    if (!format.equals(FORMAT)) {
      throw new InvalidModelFileException(
          "weights: \"format\" is \"%s\", not \"%s\"".formatted(format, FORMAT));
    }
    return header;
  }

  private static ModelShape shape(JsonNode header) throws InvalidModelFileException {
    try {
      return new ModelShape(
          header.path("name").asString(""),
          header.path("vocabulary").asInt(0),
          header.path("width").asInt(0),
          header.path("layers").asInt(0),
          header.path("heads").asInt(0),
          header.path("hidden").asInt(0),
          header.path("ropeTheta").asDouble(0),
          header.path("normEps").asDouble(0),
          header.path("trained").asString(""));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelFileException("weights: " + e.getMessage(), e);
    }
  }
}
