package org.peapod;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the core, and what none of them may reach. */
@AnalyzeClasses(packages = "org.peapod", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
  /** Neither test classes nor the jar of another module's test classes. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("bytes")
          .definedBy("org.peapod.bytes")
          .layer("json")
          .definedBy("org.peapod.json")
          .layer("crypto")
          .definedBy("org.peapod.crypto")
          .layer("sphinx")
          .definedBy("org.peapod.sphinx")
          .layer("address")
          .definedBy("org.peapod.address")
          .layer("topology")
          .definedBy("org.peapod.topology")
          .layer("message")
          .definedBy("org.peapod.message")
          .layer("gateway")
          .definedBy("org.peapod.gateway")
          .layer("traffic")
          .definedBy("org.peapod.traffic")
          .layer("reply")
          .definedBy("org.peapod.reply")
          .layer("state")
          .definedBy("org.peapod.state")
          .layer("nodetest")
          .definedBy("org.peapod.nodetest")
          .layer("client")
          .definedBy("org.peapod.client")
          .layer("wasm")
          .definedBy("org.peapod.wasm..")
          .whereLayer("wasm")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("wasm")
          .whereLayer("reply")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("client", "wasm")
          .whereLayer("nodetest")
          .mayOnlyBeAccessedByLayers("client", "wasm")
          .whereLayer("traffic")
          .mayOnlyBeAccessedByLayers("reply", "nodetest", "client")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("state", "client")
          .whereLayer("message")
          .mayOnlyBeAccessedByLayers("traffic", "reply", "state", "nodetest", "client")
          .whereLayer("topology")
          .mayOnlyBeAccessedByLayers("traffic", "reply", "nodetest", "client")
          .whereLayer("address")
          .mayOnlyBeAccessedByLayers("topology", "traffic", "reply", "state", "nodetest", "client")
          .whereLayer("sphinx")
          .mayOnlyBeAccessedByLayers(
              "topology", "message", "gateway", "traffic", "reply", "state", "nodetest", "client")
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers(
              "topology", "gateway", "message", "nodetest", "client", "wasm");

  @ArchTest
  static final ArchRule onlyTheFacadeKnowsTeaVm =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.peapod.wasm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.teavm..");

  @ArchTest
  static final ArchRule theCoreHasNoDevices =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.peapod.wasm.build..", "org.peapod.wasm.standin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio..",
              "java.time..",
              "java.util.concurrent..",
              "java.util.regex..",
              "java.lang.reflect..",
              "java.security..",
              "javax..");

  @ArchTest
  static final ArchRule theCoreHasNoClockThreadOrChance =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.peapod.wasm.build..", "org.peapod.wasm.standin..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class);
}
