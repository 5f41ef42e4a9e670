package dev.plumbline.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands {@link Servers} to tests: {@code @ExtendWith(ServersExtension.class)} and a parameter of
 * that type. Started once a JVM, on first use; stopped at its end. {@code -Dservers=embedded} or
 * {@code -Dservers=containers} overrules the choice.
 */
public final class ServersExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Servers.class;
  }

  @Override
  public Servers resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Servers.shared();
  }
}
