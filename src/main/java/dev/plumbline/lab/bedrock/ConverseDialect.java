package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import java.util.Set;

/** Bedrock's Converse: one shape for the models of all vendors. */
public final class ConverseDialect extends BedrockDialect {
  private static final String STREAM = "converse-stream";

  public ConverseDialect() {
    super(Set.of("converse", STREAM), "The model returned the following errors: ");
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    Fields fields = Fields.of(incoming.body());
    boolean stream = incoming.operation().verb().equals(STREAM);
    ChatRequest request = ConverseReader.read(fields, stream);
    return new Question(request, new ConverseWriter(ConverseReader.echoes(fields)));
  }
}
