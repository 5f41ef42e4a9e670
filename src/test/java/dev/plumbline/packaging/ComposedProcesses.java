package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.packaging.ComposeFile.Service;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * The services of the compose file that are ours, as processes of this machine: the same arguments
 * and the same environment, but the names that a network of containers gives replaced by addresses
 * on loopback.
 */
final class ComposedProcesses implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("shown this once: (\\S+)");

  private final Path project;
  private final Map<String, Service> services;
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final int apiPort = FreePort.any();
  private final int labPort = FreePort.any();
  private final List<ChildProcess> running = new ArrayList<>();
  private final String token;

  /** Runs the set-up script in a folder of its own, then reads the file with what it made. */
  ComposedProcesses(Path project, Servers.Broker broker, Servers.Database database)
      throws IOException {
    this.project = project;
    for (String needed : List.of("deploy/compose/setup", "src/main/resources/catalog/practice")) {
      Path copy = project.resolve(needed);
      Files.createDirectories(copy.getParent());
      FileSystemUtils.copyRecursively(Path.of(needed), copy);
    }
    Path log = project.resolve("setup.log");
    assertThat(Programs.run(List.of("sh", "deploy/compose/setup"), project, Map.of(), log))
        .isZero();
    Matcher told = TOKEN.matcher(Files.readString(log));
    assertThat(told.find()).isTrue();
    token = told.group(1);
    services = ComposeFile.read(variables()).ours();
    addresses.put("kafka:9092", broker.bootstrapServers());
    addresses.put("jdbc:postgresql://postgres:5432/plumbline", database.jdbcUrl());
    addresses.put("172.30.77.0/24", "127.0.0.0/8");
    addresses.put("/etc/plumbline/", project.resolve("deploy/compose/local") + "/");
    Path fleet = project.resolve("deploy/compose/local/catalog/fleet.yaml");
    String asked = Files.readString(fleet);
    assertThat(asked).contains("http://lab:18080/").doesNotContain("http://127");
    Files.writeString(fleet, asked.replace("http://lab:18080/", lab() + "/"));
  }

  private Map<String, String> variables() throws IOException {
    return Files.readAllLines(project.resolve(".env")).stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  /** Runs one that ends by itself; its exit code. */
  int runToItsEnd(String service) {
    return start(service).await();
  }

  /** Starts one; what it says is in a file of its name. */
  ChildProcess start(String name) {
    Service service = Objects.requireNonNull(services.get(name), name);
    List<String> arguments =
        service.command().isEmpty() ? List.of("serve") : onLoopback(name, service.command());
    Map<String, String> environment = new HashMap<>();
    service.environment().forEach((key, value) -> environment.put(key, translated(value)));
    // The embedded database has a user of its own and asks nobody for a password.
    environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
    // Each container has a port 8080 of its own; loopback has one.
    environment.put("SERVER_PORT", Integer.toString(name.equals("api") ? apiPort : FreePort.any()));
    environment.put(
        "SPRING_KAFKA_STREAMS_STATE_DIR", project.resolve("streams-" + name).toString());
    ChildProcess process =
        ChildProcess.startJar(
            BuiltJar.server().file(),
            environment,
            arguments,
            project.resolve(name + ".log"),
            List.of("-Xmx768m"));
    running.add(process);
    return process;
  }

  private List<String> onLoopback(String name, List<String> command) {
    if (!name.equals("lab")) {
      return command;
    }
    assertThat(command).containsExactly("lab", "--host", "lab", "--port", "18080");
    return List.of("lab", "--host", "127.0.0.1", "--port", Integer.toString(labPort));
  }

  private String translated(String value) {
    String translated = value;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      translated = translated.replace(address.getKey(), address.getValue());
    }
    return translated;
  }

  String lab() {
    return "http://127.0.0.1:" + labPort;
  }

  String api() {
    return "http://127.0.0.1:" + apiPort;
  }

  /** Of the operator, as the script told it. */
  String token() {
    return token;
  }

  String log(String service) throws IOException {
    return Files.readString(project.resolve(service + ".log"));
  }

  @Override
  public void close() {
    running.reversed().forEach(ChildProcess::close);
  }
}
