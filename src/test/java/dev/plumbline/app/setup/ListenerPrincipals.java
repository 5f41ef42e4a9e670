package dev.plumbline.app.setup;

import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/** Whoever comes in by a listener has its name: rights without passwords, for tests. */
public final class ListenerPrincipals extends DefaultKafkaPrincipalBuilder {
  /** Called by the broker. */
  public ListenerPrincipals() {
    super(null, null);
  }

  @Override
  public KafkaPrincipal build(AuthenticationContext context) {
    return new KafkaPrincipal(KafkaPrincipal.USER_TYPE, context.listenerName());
  }
}
