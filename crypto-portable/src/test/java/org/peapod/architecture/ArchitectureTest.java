package org.peapod.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"org.peapod.bytes", "org.peapod.json", "org.peapod.crypto", "org.peapod.sphinx"},
    importOptions = {ImportOption.DoNotIncludeTests.class})
final class ArchitectureTest {
  @ArchTest
  static final ArchRule BYTES_KNOW_NOTHING_ABOVE =
      classes()
          .that()
          .resideInAPackage("org.peapod.bytes")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.peapod.bytes", "java.lang", "java.lang.invoke");

  @ArchTest
  static final ArchRule JSON_KNOWS_BYTES =
      classes()
          .that()
          .resideInAPackage("org.peapod.json")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.peapod.json", "org.peapod.bytes", "java.lang", "java.lang.invoke", "java.util");

  @ArchTest
  static final ArchRule CRYPTO_KNOWS_BYTES_AND_BOUNCY_CASTLE =
      classes()
          .that()
          .resideInAPackage("org.peapod.crypto")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.peapod.crypto",
              "org.peapod.bytes",
              "org.bouncycastle..",
              "java.lang",
              "java.lang.invoke",
              "java.util");

  @ArchTest
  static final ArchRule SPHINX_KNOWS_CRYPTO_AND_BYTES =
      classes()
          .that()
          .resideInAPackage("org.peapod.sphinx")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.peapod.sphinx",
              "org.peapod.crypto",
              "org.peapod.bytes",
              "java.lang",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.util");

  @ArchTest
  static final ArchRule NO_INPUT_OUTPUT_THREADS_OR_REFLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio..",
              "java.time..",
              "java.security..",
              "java.util.concurrent..",
              "java.util.regex..",
              "java.util.stream..",
              "java.lang.reflect..",
              "java.math..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Random.class);

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_RANDOMNESS_OF_ITS_OWN =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(Class.class, "forName", String.class);
}
