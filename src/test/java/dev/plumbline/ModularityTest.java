package dev.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The modules use each other only as their package-info says, and have no cycles. */
class ModularityTest {
  private static final ApplicationModules MODULES = ApplicationModules.of(Plumbline.class);

  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    MODULES.verify();
  }

  /** Without a declaration a module may use everything; only the shell may. */
  @Test
  void everyModuleButTheShellDeclaresItsDependencies() {
    List<String> undeclared =
        MODULES.stream()
            .filter(module ->
                module
                    .getBasePackage()
                    .getAnnotation(ApplicationModule.class)
                    .map(annotation -> isOpen(annotation.allowedDependencies()))
                    .orElse(true))
            .map(module -> module.getIdentifier().toString())
            .toList();

    assertThat(undeclared).containsExactly("app");
  }

  private static boolean isOpen(String[] allowed) {
    return allowed.length == 1 && allowed[0].equals(ApplicationModule.OPEN_TOKEN);
  }
}
