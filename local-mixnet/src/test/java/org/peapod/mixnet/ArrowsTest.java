package org.peapod.mixnet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room may know which, and that only the host touches the world. */
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.peapod");

  @Test
  void onlyTheHostKnowsVertxThreadsClocksAndDevices() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.peapod.mixnet.directory..",
            "org.peapod.mixnet.node..",
            "org.peapod.mixnet.network..",
            "org.peapod.mixnet.wasm..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.peapod.mixnet.host..",
            "io.vertx..",
            "io.netty..",
            "java.io..",
            "java.net..",
            "java.nio..",
            "java.time..",
            "java.security..",
            "java.util.concurrent..",
            "java.util.regex..",
            "java.util.stream..",
            "java.lang.reflect..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  @Test
  void theClientDoesNotKnowTheLocalNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.peapod.mixnet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.peapod.mixnet..")
        .check(CLASSES);
  }

  @Test
  void theDirectoryDoesNotKnowNodesAndNodesDoNotKnowTheNetwork() {
    noClasses()
        .that()
        .resideInAPackage("org.peapod.mixnet.directory..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.peapod.mixnet.node..", "org.peapod.mixnet.network..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.peapod.mixnet.node..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.peapod.mixnet.network..")
        .check(CLASSES);
  }

  @Test
  void onlyTheDoorToJavaScriptKnowsTheCompiler() {
    noClasses()
        .that()
        .resideInAPackage("org.peapod.mixnet..")
        .and()
        .resideOutsideOfPackage("org.peapod.mixnet.wasm")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.teavm..", "org.peapod.mixnet.wasm", "org.peapod.wasm..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.peapod.mixnet.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
