package dev.plumbline.role;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Brings servers along where none is configured. Found by {@link java.util.ServiceLoader}, because
 * not every jar has one: {@code plumbline-server.jar} has not.
 */
public interface ServersProvider {

  /**
   * Starts them, and tells the environment where they are.
   *
   * @throws RefusedStartException if they cannot be had here
   */
  void provide(ConfigurableApplicationContext context);
}
