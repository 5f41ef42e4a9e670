package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.anthropic.MessagesRequestReader;
import dev.plumbline.lab.anthropic.PlatformVersion;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import java.util.Set;

/** Claude's Messages as Bedrock's InvokeModel carries them. */
public final class InvokeDialect extends BedrockDialect {
  private static final String STREAM = "invoke-with-response-stream";
  private static final String VERSION_FIELD = "anthropic_version";
  private static final Set<String> OWN = Set.of(VERSION_FIELD, "anthropic_beta");

  public InvokeDialect() {
    super(Set.of("invoke", STREAM), "");
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    Fields fields = Fields.of(incoming.body());
    for (String name : Set.of("model", "stream")) {
      if (fields.object().has(name)) {
        throw malformed("extraneous key [%s] is not permitted".formatted(name));
      }
    }
    String version = fields.textOrNull(VERSION_FIELD);
    if (version == null) {
      throw malformed("required key [%s] not found".formatted(VERSION_FIELD));
    }
    if (!PlatformVersion.isOne(version, "bedrock-")) {
      throw Fields.invalid("", "Invalid API version");
    }
    boolean stream = incoming.operation().verb().equals(STREAM);
    return new Question(MessagesRequestReader.read(fields, OWN, stream), new InvokeWriter());
  }

  private static RequestException malformed(String what) {
    return Fields.invalid(
        "",
        "Malformed input request: #: %s, please reformat your input and try again."
            .formatted(what));
  }
}
