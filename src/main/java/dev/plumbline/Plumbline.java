package dev.plumbline;

import dev.plumbline.app.cli.PlumblineCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the server, or answers one command. */
// Its users are our tokens; without this a password would be made up and logged.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Plumbline {
  static void main(String[] args) {
    if (PlumblineCommand.startsServer(args)) {
      SpringApplication.run(Plumbline.class, withoutCommand(args));
    } else {
      System.exit(PlumblineCommand.run(args));
    }
  }

  private static String[] withoutCommand(String[] args) {
    boolean named = args.length > 0 && args[0].equals("serve");
    return named ? Arrays.copyOfRange(args, 1, args.length) : args;
  }
}
