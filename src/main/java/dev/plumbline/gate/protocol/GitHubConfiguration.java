package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Gates;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What answers GitHub. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.API)
@EnableConfigurationProperties(GitHubProperties.class)
class GitHubConfiguration {

  @Bean
  GitHubClient gateGitHubClient(GitHubProperties properties, InstantSource clock) {
    return new GitHubClient(properties.api(), new GitHubKey(properties, System::getenv), clock);
  }

  @Bean
  GitHubLoop gateGitHubLoop(
      GitHubRequestStore requests,
      Gates gates,
      GitHubClient github,
      InstantSource clock,
      GitHubProperties properties) {
    return new GitHubLoop(requests, gates, github, clock, !properties.rules().isEmpty());
  }
}
