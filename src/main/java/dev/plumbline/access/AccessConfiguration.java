package dev.plumbline.access;

import dev.plumbline.access.AccessRules.Needs;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.databind.json.JsonMapper;

/** The filters that each request passes, in order: who asks, how much, what is kept, may they. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, OidcProperties.class})
class AccessConfiguration {
  /** Where a page does not say more: nothing runs, nothing is framed. */
  private static final String NOTHING =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  Tokens accessTokens(AccessProperties properties, InstantSource clock) {
    return new Tokens(properties.tokens(), clock);
  }

  @Bean
  Sessions accessSessions(OidcProperties oidc, InstantSource clock) {
    return new Sessions(oidc.issuer() == null ? null : oidc.secret(), clock);
  }

  @Bean
  WhoAsks whoAsks(Tokens tokens, Sessions sessions) {
    return new WhoAsks(tokens, sessions);
  }

  @Bean
  SecurityFilterChain access(
      HttpSecurity http,
      AccessProperties properties,
      WhoAsks whoAsks,
      ObjectProvider<Audit> audit,
      MeterRegistry meters,
      JsonMapper json,
      InstantSource clock) {
    Refusals refusals = new Refusals(meters, json);
    AccessRules rules = new AccessRules(properties.openMetrics());
    http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .headers(it ->
            it.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(it ->
            it.dispatcherTypeMatchers(
                    DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .anyRequest()
                .access((who, request) -> may(rules, refusals, who, request)))
        // Outside of what makes answers of refusals, or the audit would not see them.
        .addFilterBefore(new WhoAsksFilter(whoAsks, refusals), ExceptionTranslationFilter.class)
        .addFilterBefore(
            new LimitsFilter(
                new RateLimit(properties.requestsPerSecond(), clock),
                properties.mostBytes().toBytes(),
                refusals),
            ExceptionTranslationFilter.class);
    audit.ifAvailable(
        book -> http.addFilterBefore(new AuditFilter(book), ExceptionTranslationFilter.class));
    return http.build();
  }

  private static AuthorizationResult may(
      AccessRules rules,
      Refusals refusals,
      Supplier<? extends @Nullable Authentication> who,
      RequestAuthorizationContext asked) {
    RequestPath path = ServletRequestPathUtils.parse(asked.getRequest());
    HttpMethod method = HttpMethod.valueOf(asked.getRequest().getMethod());
    return switch (rules.of(method, path.pathWithinApplication())) {
      case Needs.Nothing(), Needs.OwnProof() -> new AuthorizationDecision(true);
      case Needs.Role(AccessRole role) -> {
        refusals.needs(asked.getRequest(), role);
        @Nullable Authentication known = who.get();
        yield new AuthorizationDecision(
            known != null && known.getAuthorities().contains(role.authority()));
      }
    };
  }
}
