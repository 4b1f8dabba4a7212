package org.peapod.wasm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.peapod", importOptions = ImportOption.DoNotIncludeTests.class)
final class CompilerBorderTest {
  @ArchTest
  static final ArchRule ONLY_THE_FACADE_KNOWS_THE_COMPILER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.peapod.wasm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.teavm..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_FACADE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.peapod.wasm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.peapod.wasm..");

  @ArchTest
  static final ArchRule NOBODY_NAMES_A_STAND_IN_OR_THE_BUILD =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.peapod.wasm.standin", "org.peapod.wasm.build")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.peapod.wasm.standin", "org.peapod.wasm.build");

  @ArchTest
  static final ArchRule THE_FACADE_LEAVES_THE_PROTOCOL_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.peapod.wasm")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.peapod.sphinx..",
              "org.peapod.address..",
              "org.peapod.topology..",
              "org.peapod.message..",
              "org.peapod.gateway..",
              "org.peapod.traffic..");
}
